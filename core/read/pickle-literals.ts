/** Numbers and texts as pickles write them. It must not build numbers or texts of any length that a file asks for. */
import { type ByteCursor, utf8Text } from "./byte-cursor.ts";
import { type PickleStack } from "./pickle-stack.ts";
import { type PickleValue } from "./pickle-value.ts";

// Python itself refuses to read longer decimal numbers.
const mostDigits = 4300;
const longestInteger = 4096;
const longestLine = 1 << 20;
/** Longer texts and bytes are no names; where they lie is kept. */
const longestText = 1 << 16;
const longestShort = 256;

export interface Literals {
  readonly cursor: ByteCursor;
  readonly stack: PickleStack;
}

export function lineOf(it: Literals): string {
  return utf8Text(lineBytes(it));
}

function lineBytes({ cursor, stack }: Literals): Uint8Array {
  const line = cursor.line(longestLine);
  if (line === undefined && !cursor.isCut)
    stack.fail("limit", `has a line of more than ${longestLine} bytes`);
  return line ?? new Uint8Array(0);
}

/** INT and LONG; of INT, `01` and `00` stand for True and False. */
export function decimal(it: Literals, isLong: boolean): PickleValue {
  const line = lineOf(it);
  if (!isLong && (line === "01" || line === "00")) return line === "01";
  const text = line.trim().replace(/L$/, "");
  if (/^[+-]?\d+$/.test(text) && text.length <= mostDigits) return small(BigInt(text));
  if (!it.cursor.isCut) it.stack.fail("malformed", "has a number that is none");
  return null;
}

export function float(it: Literals): PickleValue {
  const text = lineOf(it).trim();
  const value = /^[+-]?(inf|infinity|nan)$/i.test(text) ? special(text.toLowerCase()) : Number(text || "x");
  if (!Number.isNaN(value) || /nan$/i.test(text)) return value;
  if (!it.cursor.isCut) it.stack.fail("malformed", "has a number that is none");
  return null;
}

export function index(it: Literals): number {
  const line = lineOf(it).trim();
  const value = /^\d+$/.test(line) ? Number(line) : -1;
  if (!Number.isSafeInteger(value) || value < 0) {
    if (!it.cursor.isCut) it.stack.fail("malformed", "has a place in the memo that is none");
    return 0;
  }
  return value;
}

/** LONG1 and LONG4: two's complement, the lowest byte first. */
export function binaryInteger(it: Literals, length: number): PickleValue {
  const { cursor, stack } = it;
  if (length < 0) stack.fail("malformed", `has a number of ${length} bytes`);
  else if (length > longestInteger) {
    if (length > cursor.left) cursor.isCut = true;
    else stack.fail("limit", `has a number of ${length} bytes; up to ${longestInteger} are read`);
  }
  if (stack.fault || cursor.isCut || length === 0) return 0;
  const bytes = cursor.bytes(length);
  let hex = "";
  for (let i = bytes.length - 1; i >= 0; i--) hex += (bytes[i] ?? 0).toString(16).padStart(2, "0");
  if (hex === "") return 0;
  return small(BigInt.asIntN(8 * length, BigInt(`0x${hex}`)));
}

/** A text, or where it lies when it is too long to be a name. */
export function text({ cursor }: Literals, length: number): PickleValue {
  if (length <= longestText) return cursor.text(length);
  return skipped(cursor, length);
}

export function bytes({ cursor }: Literals, length: number): PickleValue {
  if (length > longestShort) return skipped(cursor, length);
  const offset = cursor.position;
  return { kind: "bytes", offset, length, text: latin1(cursor.bytes(length)) };
}

/** STRING: as Python's `repr` writes it. */
export function quotedString(it: Literals): PickleValue {
  const offset = it.cursor.position;
  const line = latin1(lineBytes(it)).trim();
  const [, , inner] = /^(["'])(.*)\1$/s.exec(line) ?? [];
  if (inner === undefined) {
    if (!it.cursor.isCut) it.stack.fail("malformed", "has a text without quotes");
    return null;
  }
  return { kind: "bytes", offset, length: line.length, text: unescaped(inner) };
}

/** UNICODE: raw-unicode-escape, which is Latin-1 but for its escapes. */
export function unicodeLine(it: Literals): PickleValue {
  return latin1(lineBytes(it)).replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g,
    (all, four?: string, eight?: string) => character(four ?? eight, all),
  );
}

function unescaped(inner: string): string {
  const named: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", a: "\u0007", b: "\b" };
  return inner.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/gs, (_, hex?: string, one?: string) =>
    hex === undefined ? (named[one ?? ""] ?? one ?? "") : character(hex, ""),
  );
}

function character(hex: string | undefined, otherwise: string): string {
  const code = Number.parseInt(hex ?? "", 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

function skipped(cursor: ByteCursor, length: number): PickleValue {
  const offset = cursor.position;
  cursor.skip(length);
  return { kind: "bytes", offset, length };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  // In pieces: String.fromCharCode takes no million arguments.
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}

function special(text: string): number {
  if (text.endsWith("nan")) return NaN;
  return text.startsWith("-") ? -Infinity : Infinity;
}

function small(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
