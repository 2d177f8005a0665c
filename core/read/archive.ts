/** An archive as the readers see it: names, sizes, and random access to what is inside. It must not be unpacked. */
import { type Problem, type Result } from "../graph/problem.ts";
import { type ByteSource } from "./byte-source.ts";

export interface ArchiveEntry {
  readonly name: string;
  /** Bytes when unpacked, as the archive states them. */
  readonly size: number;
  readonly compressedSize: number;
  /** Where its bytes begin in the file; undefined when they are compressed. */
  readonly offset?: number;
}

export interface Archive {
  readonly entries: ReadonlyMap<string, ArchiveEntry>;
  /** The content, read piece by piece as it is asked for. */
  open(name: string): Result<ByteSource>;
  /** Archives inside this one, by the name of their entry. */
  readonly nested: ReadonlyMap<string, Archive>;
  /** Some entries are not in `entries`: there are too many. */
  readonly isPartial: boolean;
  /** What is wrong with the archive itself, so far. */
  readonly problems: readonly Problem[];
}

/** What the entries of a PyTorch archive begin with: `archive/` of `archive/data.pkl`; undefined when it has no such entry. */
export function archiveRoot(archive: Archive, suffix: string): string | undefined {
  for (const name of archive.entries.keys()) {
    const root = name.slice(0, -suffix.length);
    if (name.endsWith(suffix) && /^[^/]*\/$|^$/.test(root)) return root;
  }
  return undefined;
}

// What is read whole is a list of names and shapes.
const mostText = 256 * 1024 * 1024;

export function readText(archive: Archive, name: string): Result<string> {
  const opened = archive.open(name);
  if (!opened.ok) return opened;
  const { size } = opened.value;
  if (size > mostText) {
    const message = `${name} has ${size} bytes; up to ${mostText} are read.`;
    return { ok: false, error: { code: "limit", severity: "error", message } };
  }
  return { ok: true, value: new TextDecoder().decode(opened.value.read(0, size)) };
}
