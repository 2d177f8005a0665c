/** Reads a file of weights, whatever its format: decided by its bytes, not by its name. It must not throw on bytes. */
import { type Archive } from "./archive.ts";
import { type ByteSource } from "./byte-source.ts";
import { type Checkpoint, type CheckpointFormat, emptyCheckpoint } from "./checkpoint.ts";
import { isExportedProgram, readExportedProgram } from "./exported-program.ts";
import { isNpy } from "./npy.ts";
import { isNpz, readNpy, readNpz } from "./npz.ts";
import { isSafetensors, readSafetensors } from "./safetensors.ts";
import { isTar } from "./tar.ts";
import { readTorchLegacy } from "./torch-legacy.ts";
import { readTorchTar } from "./torch-tar.ts";
import { isTorchZip, readTorchZip } from "./torch-zip.ts";

/** As torch decides it: by the first four bytes. */
export function isZip(source: ByteSource): boolean {
  const [p, k, three, four] = source.read(0, 4);
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

/** `name` is what the file is called without its ending: a single array has no name of its own. */
export function readCheckpoint(source: ByteSource, name: string): Checkpoint {
  const other = otherKind(source);
  if (other !== undefined) return unreadable("pickle", other);
  if (isTar(source)) return readTorchTar(source);
  if (isNpy(source)) return readNpy(source, name);
  if (isSafetensors(source)) return readSafetensors(source);
  return readTorchLegacy(source);
}

/** A safetensors file is one whatever it begins with, when its name says so: a damaged one should not become a pickle. */
export function readNamedSafetensors(source: ByteSource): Checkpoint {
  const other = otherKind(source);
  return other === undefined ? readSafetensors(source) : unreadable("safetensors", other);
}

export function readArchiveCheckpoint(archive: Archive): Checkpoint {
  if (isExportedProgram(archive)) return readExportedProgram(archive);
  if (isTorchZip(archive)) return readTorchZip(archive);
  if (isNpz(archive)) return readNpz(archive);
  const message =
    "This zip archive is no checkpoint: it has neither a data.pkl of PyTorch, nor an exported program, nor NumPy arrays.";
  return {
    ...emptyCheckpoint("torch-zip", [{ code: "unreadable", severity: "error", message }]),
    problems: [{ code: "unreadable", severity: "error", message }, ...archive.problems],
  };
}

const kinds: readonly (readonly [start: string, message: string])[] = [
  [
    "version https://git-lfs",
    "This looks like a Git LFS pointer, not the weights themselves: run `git lfs pull`.",
  ],
  ["GGUF", "This looks like a GGUF model, which is not read yet."],
  ["\x89HDF", "This looks like an HDF5 (Keras) file, which is not read."],
  ["\x1f\x8b", "This looks like a gzip archive: unpack it first."],
  ["7z\xbc\xaf", "This looks like a 7-Zip archive: unpack it first."],
  ["Rar!", "This looks like a RAR archive: unpack it first."],
  ["BZh", "This looks like a bzip2 archive: unpack it first."],
  ["\xfd7zXZ", "This looks like an xz archive: unpack it first."],
  ["<!DOCTYPE", "This looks like a web page: the download gave a page in place of the file."],
  ["<!doctype", "This looks like a web page: the download gave a page in place of the file."],
  ["<html", "This looks like a web page: the download gave a page in place of the file."],
];

function otherKind(source: ByteSource): string | undefined {
  if (source.size === 0) return "The file is empty.";
  const start = String.fromCharCode(...source.read(0, 32));
  return kinds.find(([it]) => start.startsWith(it))?.[1];
}

function unreadable(format: CheckpointFormat, message: string): Checkpoint {
  return emptyCheckpoint(format, [{ code: "unreadable", severity: "error", message, offset: 0 }]);
}
