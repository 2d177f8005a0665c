// Opens model files for reading piece by piece; it must not load a whole file, nor open anything but regular files.
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from "node:fs";
import { type Result } from "../core/graph/problem.ts";
import { type ByteSource } from "../core/read/byte-source.ts";

export { checkExternalData } from "./external-files.ts";

export interface ModelFile extends ByteSource {
  close(): void;
}

const bufferSize = 65_536;

/**
 * The file as a source of bytes, until it is closed. Files of more than 2 GiB are fine. A read that the system
 * refuses (a lost disk) throws; a file that became shorter gives fewer bytes.
 */
export function openModelFile(path: string): Result<ModelFile> {
  try {
    // Looked at before it is opened: to open a pipe can wait for ever.
    const before = statSync(path);
    if (!before.isFile()) return failure(`${path} is ${kindOf(before)}, not a file.`);
    // And once more after, in case that it was exchanged in between; not there on Windows, which has no such pipes.
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const opened = fstatSync(descriptor);
    if (opened.isFile()) return { ok: true, value: sourceOf(descriptor, opened.size) };
    closeSync(descriptor);
    return failure(`${path} is ${kindOf(opened)}, not a file.`);
  } catch (error) {
    return failure(`${path} can't be opened: ${reasonOf(error)}`);
  }
}

function sourceOf(descriptor: number, size: number): ModelFile {
  const buffer = new Uint8Array(bufferSize);
  let isOpen = true;
  return {
    size,
    read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const into = wanted <= bufferSize ? buffer : new Uint8Array(wanted);
      let filled = 0;
      while (filled < wanted) {
        const got = readSync(descriptor, into, filled, wanted - filled, offset + filled);
        if (got === 0) break;
        filled += got;
      }
      return into.subarray(0, filled);
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "a folder";
  if (stats.isFIFO()) return "a pipe";
  if (stats.isSocket()) return "a socket";
  return "a device";
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "there is no such file.";
    case "EACCES":
    case "EPERM":
      return "access is denied.";
    case "ELOOP":
      return "its links lead in a circle.";
    default:
      return message;
  }
}

function failure(message: string): Result<never> {
  return { ok: false, error: { code: "unreadable", severity: "error", message } };
}
