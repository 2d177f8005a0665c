// Opens zip archives for reading piece by piece; it must not unpack to disk, nor choose between two readings of one file.
import { constants, crc32, inflateRawSync } from "node:zlib";
import yauzl from "yauzl";
import { type Problem, ProblemList, type Result } from "../core/graph/problem.ts";
import { type Archive, type ArchiveEntry } from "../core/read/archive.ts";
import { type ByteSource } from "../core/read/byte-source.ts";
import { quoted } from "../core/read/quoted.ts";
import {
  checkLocalHeader,
  checkName,
  checkNoOverlap,
  checkOneEnd,
  type Located,
  type ZipEntry,
} from "./zip-checks.ts";

const mostEntries = 10_000;
// Weights hardly compress; what unpacks to more than this times its size is made to fill memory.
const mostRatio = 100;
// Below it a large ratio does no harm.
const smallest = 1 << 20;
const mostUnpacked = 128 * 1024 * 1024;
const mostOfBomb = 16 * 1024 * 1024;
const mostChecked = 16 * 1024 * 1024;
const firstPart = 65_536;
// Deflate makes at most 1032 bytes of one.
const mostExpansion = 1040;
const nothing = new Uint8Array(0);

/** The archive in `source`, which must stay open as long as it is used. */
export async function openZip(source: ByteSource): Promise<Result<Archive>> {
  const problems = new ProblemList();
  let listed: { readonly entries: readonly ZipEntry[]; readonly isPartial: boolean };
  try {
    listed = await entriesOf(source);
  } catch (error) {
    const message = `The zip archive can't be read: ${(error as Error).message}`;
    return { ok: false, error: { code: "unreadable", severity: "error", message } };
  }
  if (listed.isPartial) {
    const message = `The archive has more than ${mostEntries} entries; the rest is left out.`;
    problems.add({ code: "limit", severity: "error", message });
  }
  return { ok: true, value: new ZipArchive(source, listed, problems) };
}

async function entriesOf(source: ByteSource) {
  const zip = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  });
  const entries: ZipEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= mostEntries) return { entries, isPartial: true };
    const name = (entry.fileName as unknown as Buffer).toString("utf8");
    entries.push({
      name,
      rawName: entry.fileName as unknown as Buffer,
      size: entry.uncompressedSize,
      compressedSize: entry.compressedSize,
      method: entry.compressionMethod,
      flags: entry.generalPurposeBitFlag,
      headerOffset: entry.relativeOffsetOfLocalHeader,
      checksum: entry.crc32,
    });
  }
  return { entries, isPartial: false };
}

type ReadArguments = [
  buffer: Buffer,
  offset: number,
  length: number,
  position: number,
  callback: (error: Error | null, bytesRead: number) => void,
];

/** What yauzl reads with: the bytes of the source, at once. */
class SourceReader extends yauzl.RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(): never {
    throw new Error("Entries are not read through streams.");
  }

  override read(...[buffer, offset, length, position, callback]: ReadArguments): void {
    // A hostile directory asks for places far outside of the file.
    const isInside = position >= 0 && position + length <= this.source.size;
    const bytes = isInside ? this.source.read(position, length) : new Uint8Array(0);
    buffer.set(bytes, offset);
    callback(null, bytes.length);
  }
}

class ZipArchive implements Archive {
  readonly entries = new Map<string, ArchiveEntry>();
  readonly nested = new Map<string, Archive>();
  readonly isPartial: boolean;
  private readonly places = new Map<string, Located>();
  private readonly refused = new Map<string, Problem>();

  constructor(
    private readonly source: ByteSource,
    { entries, isPartial }: { readonly entries: readonly ZipEntry[]; readonly isPartial: boolean },
    private readonly list: ProblemList,
  ) {
    this.isPartial = isPartial;
    const located: Located[] = [];
    for (const it of entries) {
      const found = this.locate(it);
      if (found) located.push(found);
    }
    for (const it of checkNoOverlap(located)) this.list.add(it);
    const ends = checkOneEnd(source, located);
    if (ends) this.list.add(ends);
  }

  get problems(): readonly Problem[] {
    return this.list.finish();
  }

  open(name: string): Result<ByteSource> {
    const refused = this.refused.get(name);
    const found = this.places.get(name);
    if (refused) return { ok: false, error: refused };
    if (!found) return failure("malformed", `The archive has no entry ${quoted(name)}.`);
    const isStored = found.entry.method === 0;
    const source = isStored
      ? part(this.source, found.offset, found.entry.size)
      : new Inflated(this.source, found, this.list);
    this.verify(found.entry, source);
    return { ok: true, value: source };
  }

  private locate(entry: ZipEntry): Located | undefined {
    // Folders have entries of their own in some archives.
    if (entry.name.endsWith("/") && entry.size === 0) return undefined;
    const wrong = checkName(entry);
    const header = checkLocalHeader(this.source, entry);
    const { name, size, compressedSize } = entry;
    const isTwice = this.entries.has(name);
    if (isTwice)
      this.list.add(
        problemOf(
          "malformed",
          `The archive holds ${quoted(name)} twice; it is not read, since readers differ in which one counts.`,
        ),
      );
    const refusal =
      wrong ??
      header.problem ??
      (isTwice ? problemOf("malformed", `${quoted(name)} is in the archive twice.`) : undefined);
    if (refusal) {
      this.refused.set(name, refusal);
      if (!isTwice) this.list.add(refusal);
      if (wrong) return undefined;
    }
    const isStored = entry.method === 0;
    const { offset } = header;
    this.entries.set(name, {
      name,
      size,
      compressedSize,
      ...(isStored && offset !== undefined && { offset }),
    });
    if (offset === undefined) return undefined;
    const located = { entry, offset };
    this.places.set(name, located);
    return located;
  }

  /** torch does not look at checksums, so that a damaged file loads; of what is read whole it is said all the same. */
  private verify({ name, size, checksum }: ZipEntry, source: ByteSource): void {
    if (!/\.(pkl|json)$/.test(name) || size > mostChecked || source.size !== size) return;
    if (crc32(source.read(0, size)) === checksum) return;
    this.list.add(
      problemOf(
        "malformed",
        `The checksum of ${quoted(name)} is wrong: the file is damaged, or was changed.`,
        "warning",
      ),
    );
  }
}

function part(source: ByteSource, start: number, size: number): ByteSource {
  return {
    size,
    read: (offset, length) => source.read(start + offset, Math.max(0, Math.min(length, size - offset))),
  };
}

/** A compressed entry: unpacked in memory, and only as much of it as is asked for at first. */
class Inflated implements ByteSource {
  readonly size: number;
  private bytes: Uint8Array | undefined;

  constructor(
    private readonly source: ByteSource,
    private readonly it: Located,
    private readonly problems: ProblemList,
  ) {
    const { size, compressedSize, name } = it.entry;
    const isBomb = (size > smallest && size > compressedSize * mostRatio) || size > mostUnpacked;
    this.size = isBomb ? Math.min(size, firstPart) : size;
    if (!isBomb) return;
    const message = `${quoted(name)} has ${compressedSize} bytes and would unpack to ${size}; only its beginning is read.`;
    problems.add({ code: "limit", severity: "warning", message });
  }

  read(offset: number, length: number): Uint8Array {
    const end = Math.min(offset + length, this.size);
    if (!this.bytes || this.bytes.length < end)
      this.bytes = this.inflate(end <= firstPart ? firstPart : this.size);
    return this.bytes.subarray(offset, end);
  }

  private inflate(wanted: number): Uint8Array {
    const { size, compressedSize } = this.it.entry;
    // As much of the input as the output should take on the average, and more if that was too little.
    let length = Math.ceil((2 * wanted * compressedSize) / Math.max(1, size)) + 1024;
    for (; wanted < size && length < compressedSize; length *= 4) {
      const output = this.unpacked(length, false);
      if (!output || output.length >= wanted) return output ?? nothing;
    }
    const output = this.unpacked(compressedSize, true) ?? nothing;
    if (output.length > 0 && output.length < size)
      this.report(`unpacks to ${output.length} bytes, where it should have ${size}`);
    return output;
  }

  private unpacked(length: number, isWhole: boolean): Uint8Array | undefined {
    const { entry, offset } = this.it;
    const input = this.source.read(offset, length);
    try {
      const most = this.size < entry.size ? mostOfBomb : Math.max(1, entry.size);
      if (isWhole) return inflateRawSync(input, { maxOutputLength: most });
      // The input may end anywhere.
      return inflateRawSync(input, {
        maxOutputLength: length * mostExpansion,
        finishFlush: constants.Z_SYNC_FLUSH,
      });
    } catch (error) {
      const isTooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
      this.report(
        isTooLong
          ? `unpacks to more than the ${entry.size} bytes that it should have`
          : "is compressed in a way that can't be unpacked",
      );
      return undefined;
    }
  }

  private report(what: string): void {
    const message = `${quoted(this.it.entry.name)} ${what}.`;
    if (this.problems.problems.some((it) => it.message === message)) return;
    this.problems.add({ code: "malformed", severity: "error", message });
  }
}

function problemOf(code: Problem["code"], message: string, severity: Problem["severity"] = "error"): Problem {
  return { code, severity, message };
}

function failure(code: Problem["code"], message: string): Result<never> {
  return { ok: false, error: problemOf(code, message) };
}
