import { type Archive, type ArchiveEntry } from "./archive.ts";
import { byteSource } from "./byte-source.ts";
import { type Checkpoint } from "./checkpoint.ts";
import { utf8 } from "./encode-pickle.test-helper.ts";
import { readArchiveCheckpoint } from "./read-checkpoint.ts";

type Content = Uint8Array | readonly number[] | string;

/** An archive in memory, without a zip around it. */
export function archiveOf(
  contents: Readonly<Record<string, Content>>,
  nested: ReadonlyMap<string, Archive> = new Map(),
): Archive {
  const bytes = new Map(
    Object.entries(contents).map(([name, it]) => [
      name,
      Uint8Array.from(typeof it === "string" ? utf8(it) : it),
    ]),
  );
  let offset = 0;
  const entries = new Map<string, ArchiveEntry>();
  for (const [name, it] of bytes) {
    entries.set(name, { name, size: it.length, compressedSize: it.length, offset });
    offset += it.length;
  }
  return {
    entries,
    nested,
    isPartial: false,
    problems: [],
    open(name) {
      const found = bytes.get(name);
      if (found) return { ok: true, value: byteSource(found) };
      return { ok: false, error: { code: "malformed", severity: "error", message: `There is no ${name}.` } };
    },
  };
}

/** The checkpoint of a pickle, with storages of so many bytes. */
export function torchCheckpoint(
  pickle: Uint8Array,
  storages: Readonly<Record<string, number>> = {},
): Checkpoint {
  const data = Object.entries(storages).map(
    ([key, length]) => [`a/data/${key}`, new Uint8Array(length)] as const,
  );
  return readArchiveCheckpoint(
    archiveOf({ "a/data.pkl": pickle, "a/version": "3\n", ...Object.fromEntries(data) }),
  );
}
