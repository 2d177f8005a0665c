// What of the disk the sandbox sees: text files of a few kinds below the folders that were named, and the editor's unsaved
// texts in their place. It must not follow a link out of these folders, and it has no way to write.
import { constants } from "node:fs";
import { dirname, extname, isAbsolute, join, resolve, sep } from "node:path";
import { hostFs } from "./host-fs.ts";

const { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } = hostFs;

export interface Entry {
  readonly isDirectory: boolean;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface FileView {
  stat(path: string): Entry | undefined;
  /** Names of what `stat` would find in a folder. */
  list(path: string): readonly string[];
  /** `undefined` for what is not there or larger than the limit. */
  read(path: string): Uint8Array | undefined;
}

const suffixes = new Set([".py", ".pyi", ".yaml", ".yml", ".json", ".txt", ".toml", ".cfg", ".ini", ".md"]);
export const fileSizeLimit = 8 * 1024 * 1024;
/** A folder with a data set in it has more; none with source does. */
const listLimit = 20_000;

interface Found extends Entry {
  readonly real: string;
}

/** Answers are remembered: a view is for one request. Folders and paths are absolute, as the host writes them. */
export function fileView(folders: readonly string[], overlays: ReadonlyMap<string, string>): FileView {
  const view = new DiskView(folders.map((it) => resolve(it)));
  const texts = new Map([...overlays].map(([path, text]) => [resolve(path), new TextEncoder().encode(text)]));
  const overlayOf = (path: string) =>
    isSuffixAllowed(path) && view.isBelowFolder(path) ? texts.get(path) : undefined;
  return {
    stat(path) {
      const text = overlayOf(path);
      return text ? { isDirectory: false, size: text.length, mtimeMs: 0 } : view.find(path);
    },
    list(path) {
      const unsaved = [...texts.keys()].filter((it) => dirname(it) === path && overlayOf(it) !== undefined);
      return [
        ...new Set([...view.list(path), ...unsaved.map((it) => it.slice(path.length).replace(/^[\\/]/, ""))]),
      ];
    },
    read: (path) => overlayOf(path) ?? view.read(path),
  };
}

class DiskView {
  private readonly found = new Map<string, Found | undefined>();
  private readonly realFolders: readonly string[];

  constructor(private readonly folders: readonly string[]) {
    this.realFolders = folders.flatMap((it) => realPath(it) ?? []);
  }

  isBelowFolder(path: string): boolean {
    return this.folders.some((it) => isWithin(it, path));
  }

  find(path: string): Found | undefined {
    if (!this.found.has(path)) this.found.set(path, this.look(path));
    return this.found.get(path);
  }

  list(path: string): readonly string[] {
    const folder = this.find(path);
    if (folder?.isDirectory !== true) return [];
    if (folder.real === "") return this.waypoints(path);
    try {
      return readdirSync(folder.real, { withFileTypes: true })
        .filter((it) => (it.isFile() ? isSuffixAllowed(it.name) : it.isDirectory() || it.isSymbolicLink()))
        .slice(0, listLimit)
        .map((it) => it.name)
        .filter((it) => this.find(join(path, it)) !== undefined);
    } catch {
      return [];
    }
  }

  read(path: string): Uint8Array | undefined {
    const file = this.find(path);
    if (!file || file.isDirectory || file.size > fileSizeLimit) return undefined;
    try {
      return readWhole(file.real);
    } catch {
      return undefined;
    }
  }

  private look(path: string): Found | undefined {
    const real = this.realOf(path);
    if (real === undefined || !this.realFolders.some((it) => isWithin(it, real))) return this.waypoint(path);
    try {
      const stat = lstatSync(real);
      const { mtimeMs, size } = stat;
      if (stat.isDirectory()) return { isDirectory: true, size: 0, mtimeMs, real };
      // Both names count: a link `config.json` must not show a file whose own name would keep it out.
      if (!stat.isFile() || !isSuffixAllowed(path) || !isSuffixAllowed(real)) return undefined;
      return { isDirectory: false, size, mtimeMs, real };
    } catch {
      return undefined;
    }
  }

  /** The path without links. Only the last part is looked at: the parts before it have been. */
  private realOf(path: string): string | undefined {
    if (this.folders.includes(path)) return realPath(path);
    const parent = dirname(path);
    if (parent === path) return undefined;
    const folder = this.find(parent);
    // Below a waypoint nothing is known to be real, so nothing in it is taken for inside.
    if (folder?.isDirectory !== true || folder.real === "") return undefined;
    const joined = join(folder.real, path.slice(parent.length));
    try {
      return lstatSync(joined).isSymbolicLink() ? realPath(joined) : joined;
    } catch {
      return undefined;
    }
  }

  /** A folder above one that was named: it is there, and nothing in it but the way down. */
  private waypoint(path: string): Found | undefined {
    const isOnTheWay = isAbsolute(path) && this.folders.some((it) => it !== path && isWithin(path, it));
    return isOnTheWay ? { isDirectory: true, size: 0, mtimeMs: 0, real: "" } : undefined;
  }

  private waypoints(path: string): readonly string[] {
    const below = this.folders.filter((it) => it !== path && isWithin(path, it));
    return [
      ...new Set(
        below.map(
          (it) =>
            it
              .slice(path.length)
              .replace(/^[\\/]/, "")
              .split(sep)[0] ?? "",
        ),
      ),
    ];
  }
}

export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isSuffixAllowed(path: string): boolean {
  return suffixes.has(extname(path).toLowerCase());
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** The file may have changed since it was looked at: it is asked again once it is open, and no link is followed. */
function readWhole(path: string): Uint8Array | undefined {
  const descriptor = openSync(
    path,
    constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
  );
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.size > fileSizeLimit) return undefined;
    const bytes = new Uint8Array(stat.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}
