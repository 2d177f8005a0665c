// The folder /edgewise inside the sandbox: the tracer's own Python, the request, and the files that answers go into.
import { type Handle } from "./emscripten.ts";
import { type Entry } from "./file-view.ts";
import { type Files } from "./mount-files.ts";
import { yamlSizeLimit, yamlToJson } from "./yaml-to-json.ts";

/** More than any trace has (0.5 MB for large models), less than the editor would notice. */
export const replySizeLimit = 64 * 1024 * 1024;
/** The Python files of the tracer, by path relative to python/tracer. */
export type PythonFiles = Readonly<Record<string, string>>;

export interface DeviceFiles extends Files {
  /** Starts a request: what was written before is forgotten. */
  begin(request: string): void;
  /** What the last request wrote whole into a file that answers go into. */
  written(name: "reply" | "modules"): string | undefined;
}

const root = "/edgewise";
const devices = { yaml: yamlSizeLimit, reply: replySizeLimit, modules: 1024 * 1024 } as const;
type Device = keyof typeof devices;

export function deviceFiles(python: PythonFiles): DeviceFiles {
  const files = new Map(
    Object.entries(python).map(([path, text]) => [`${root}/python/${path}`, encode(text)]),
  );
  const folders = foldersOf([`${root}/request`, ...files.keys()]);
  const written = new Map<string, string>();
  let request = encode("");

  const bytesOf = (path: string): Uint8Array | undefined => {
    if (path === `${root}/request`) return request;
    const device = deviceOf(path);
    if (device === "yaml") return encode(yamlToJson(written.get("yaml") ?? ""));
    return device ? encode("") : files.get(path);
  };
  return {
    stat(path): Entry | undefined {
      if (folders.has(path)) return { isDirectory: true, size: 0, mtimeMs: 0 };
      const isDevice = deviceOf(path) !== undefined;
      const bytes = isDevice ? encode("") : bytesOf(path);
      return bytes && { isDirectory: false, size: bytes.length, mtimeMs: 0 };
    },
    list: (path) => [...(folders.get(path) ?? [])],
    isWritable: (path) => deviceOf(path) !== undefined,
    open(path, isWriting) {
      const device = deviceOf(path);
      if (isWriting) return device && writer(devices[device], (text) => written.set(device, text));
      const bytes = bytesOf(path);
      return bytes && { bytes };
    },
    begin(text) {
      request = encode(text);
      written.clear();
    },
    written: (name) => written.get(name),
  };
}

/** What is written counts once the file is closed. Throws when it grows too large. */
function writer(limit: number, done: (text: string) => void): Handle {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    bytes: new Uint8Array(),
    write(bytes) {
      length += bytes.length;
      if (length > limit) throw new RangeError(`more than ${limit} bytes`);
      chunks.push(bytes);
    },
    close() {
      if (length <= limit) done(Buffer.concat(chunks).toString("utf8"));
    },
  };
}

function deviceOf(path: string): Device | undefined {
  const name = path.slice(root.length + 1);
  return path.startsWith(`${root}/`) && Object.hasOwn(devices, name) ? (name as Device) : undefined;
}

function foldersOf(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    const parts = path.split("/");
    for (let i = 2; i < parts.length; i++) {
      const folder = parts.slice(0, i).join("/");
      folders.set(folder, (folders.get(folder) ?? new Set()).add(parts[i] ?? ""));
    }
  }
  for (const it of Object.keys(devices)) folders.get(root)?.add(it);
  return folders;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
