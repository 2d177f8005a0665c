// What makes a zip archive mean two things to two readers; it must find it without unpacking anything.
import { type Problem } from "../core/graph/problem.ts";
import { type ByteSource } from "../core/read/byte-source.ts";
import { quoted } from "../core/read/quoted.ts";

/** An entry as the directory at the end of the archive has it. */
export interface ZipEntry {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly size: number;
  readonly compressedSize: number;
  readonly method: number;
  readonly flags: number;
  readonly headerOffset: number;
  readonly checksum: number;
}

const encrypted = 0x1;
const sizesFollow = 0x8;
const inZip64 = 0xffff_ffff;
const headerLength = 30;
const longestEnd = 22 + 65_535;
const deflated = 8;

export interface Located {
  readonly entry: ZipEntry;
  /** Where its bytes begin. */
  readonly offset: number;
}

/** Two ends lead to two directories; which one counts depends on the reader. */
export function checkOneEnd(source: ByteSource, located: readonly Located[]): Problem | undefined {
  const from = Math.max(0, source.size - longestEnd);
  const bytes = Buffer.from(source.read(from, source.size - from));
  const ends: number[] = [];
  const mark = Buffer.from([0x50, 0x4b, 5, 6]);
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    if (at + 22 <= bytes.length) ends.push(from + at);
  }
  // An archive inside the archive has an end too.
  const own = ends.filter(
    (at) => !located.some(({ offset, entry }) => at >= offset && at < offset + entry.compressedSize),
  );
  const [first] = own;
  if (own.length < 2 || first === undefined) return undefined;
  const message = `The zip archive ends ${own.length} times (first at byte ${first}), so that readers can take it for different archives; the last one was read.`;
  return { code: "malformed", severity: "error", message, offset: first };
}

/** undefined when the name is one that an archive of weights can have. */
export function checkName({ name, rawName }: ZipEntry): Problem | undefined {
  const refuse = (why: string): Problem => ({
    code: "malformed",
    severity: "error",
    message: `The archive holds an entry named ${quoted(name)}, which ${why}; it is not read.`,
  });
  if (name === "") return refuse("is empty");
  if (/[\u0000-\u001f\u007f]/.test(name)) return refuse("holds a control character");
  if (name.includes("\\")) return refuse("holds a backslash");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return refuse("is an absolute path");
  if (name.split("/").some((it) => it === ".." || it === "." || it === "")) return refuse("leads elsewhere");
  if (!Buffer.from(name, "utf8").equals(rawName)) return refuse("is no UTF-8");
  return undefined;
}

/** The head before the entry's bytes must say what the directory says. */
export function checkLocalHeader(
  source: ByteSource,
  entry: ZipEntry,
): { readonly offset?: number; readonly problem?: Problem } {
  const { name, rawName, size, compressedSize, method, flags, headerOffset } = entry;
  const refuse = (why: string) => ({
    problem: {
      code: "malformed",
      severity: "error",
      message: `The entry ${quoted(name)} of the archive ${why}; it is not read.`,
      offset: Math.min(headerOffset, source.size),
    } as const,
  });
  if (flags & encrypted) return refuse("is marked as encrypted");
  if (method !== 0 && method !== deflated)
    return refuse(`is compressed by method ${method}, which is not known`);
  if (method === 0 && size !== compressedSize)
    return refuse(`is not compressed, but has ${compressedSize} bytes for ${size}`);
  if (headerOffset + headerLength > source.size) return refuse("lies outside of the file");
  const head = Buffer.from(source.read(headerOffset, headerLength + rawName.length));
  if (head.length < headerLength || head.readUInt32LE(0) !== 0x04034b50)
    return refuse(`has no head at byte ${headerOffset}`);
  const nameLength = head.readUInt16LE(26);
  const localName = head.subarray(headerLength, headerLength + nameLength);
  if (nameLength !== rawName.length || !localName.equals(rawName)) {
    return refuse(`is called ${quoted(localName.toString("utf8"))} at its own place`);
  }
  if ((head.readUInt16LE(6) & encrypted) !== 0) return refuse("is marked as encrypted at its own place");
  if (head.readUInt16LE(8) !== method)
    return refuse("is compressed in two ways, by directory and by its own head");
  const [localCompressed, localSize] = [head.readUInt32LE(18), head.readUInt32LE(22)];
  // Zeros stand for sizes that follow the data, and the largest number for sizes in the extra field.
  const isLeftOut = (flags & sizesFollow) !== 0 && localCompressed === 0 && localSize === 0;
  const differs = (local: number, stated: number) => local !== inZip64 && local !== stated;
  if (!isLeftOut && (differs(localCompressed, compressedSize) || differs(localSize, size))) {
    return refuse(`has ${localCompressed} bytes by its own head and ${compressedSize} by the directory`);
  }
  const offset = headerOffset + headerLength + nameLength + head.readUInt16LE(28);
  if (offset + compressedSize > source.size) return refuse("ends outside of the file");
  return { offset };
}

/** One stretch of bytes for two entries is how small archives unpack to large ones. */
export function checkNoOverlap(located: readonly Located[]): readonly Problem[] {
  const problems: Problem[] = [];
  const order = [...located].sort((a, b) => a.entry.headerOffset - b.entry.headerOffset);
  const [first] = order;
  if (first && first.entry.headerOffset > 0) {
    const message = `${first.entry.headerOffset} bytes stand before the archive begins; other programs can take the file for something else.`;
    problems.push({ code: "malformed", severity: "warning", message, offset: 0 });
  }
  let end = 0;
  for (const { entry, offset } of order) {
    if (entry.headerOffset < end && problems.length < 10) {
      const message = `The entry ${quoted(entry.name)} of the archive begins inside the one before it.`;
      problems.push({ code: "malformed", severity: "error", message, offset: entry.headerOffset });
    }
    end = Math.max(end, offset + entry.compressedSize);
  }
  return problems;
}
