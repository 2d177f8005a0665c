/**
 * Reads the protobuf wire format from a byte source through a small window: what is skipped is never loaded, and
 * files of any size can be read. It knows nothing of ONNX and must never throw on bytes.
 */
import { type Span } from "../graph/model.ts";
import { type ProblemCode, type ProblemList } from "../graph/problem.ts";
import { type ByteSource } from "./byte-source.ts";
import { StringTable } from "./string-table.ts";

/** How deep messages may nest: what the C++ and JavaScript protobuf libraries allow by default. */
export const maxDepth = 100;

export type ScalarKind = "int64" | "int32" | "uint64" | "float" | "double";

const wireTypes = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;
const kindWireTypes = {
  int64: wireTypes.varint,
  int32: wireTypes.varint,
  uint64: wireTypes.varint,
  float: wireTypes.fixed32,
  double: wireTypes.fixed64,
} as const;

const largestWindow = 65_536;
// After a jump the next message is probably small and followed by another jump: weights lie side by side.
const firstWindow = 4096;
const longestVarint = 10;
const longestString = 1 << 24;
const twoTo32 = 4_294_967_296;
const nothing = new Uint8Array(0);

/**
 * A cursor over one message and the messages inside it. `root` and `message` call back once per field; the callback
 * takes the value with one of the other methods, or leaves it, and then it is skipped.
 */
export class WireReader {
  /** Number of the field that `next` found. */
  private field = 0;
  private wireType = 0;
  private isUnread = false;
  // The last varint, in two halves of 32 bits.
  private low = 0;
  private high = 0;

  private window: Uint8Array = nothing;
  private view: DataView = new DataView(nothing.buffer);
  /** Offset in the source at which the window begins; `at` and `stop` count from there. */
  private base = 0;
  private at = 0;
  private stop = 0;
  private windowLength = firstWindow;
  /** Offset in the source at which the innermost message ends. */
  private end = 0;
  private depth = 0;
  // Where a cut-off file made a message shorter: everything up to there is cut off with it and is reported once.
  private cutAt = -1;
  private readonly strings = new StringTable();

  constructor(
    private readonly source: ByteSource,
    private readonly problems: ProblemList,
  ) {}

  /** Offset of the next byte. */
  get position(): number {
    return this.base + this.at;
  }

  /** Reads the whole source as one message. */
  root(read: (field: number) => void): void {
    this.setEnd(this.source.size);
    while (this.next()) read(this.field);
  }

  /** Reads the value as a message. Gives where it lies, or undefined when it is none or lies too deep. */
  message(read: (field: number) => void): Span | undefined {
    if (!this.take(wireTypes.delimited)) return undefined;
    const length = this.payloadLength();
    const offset = this.position;
    const end = offset + length;
    if (this.depth >= maxDepth) {
      this.report("limit", offset, `Messages nest deeper than ${maxDepth} levels; the rest is left out.`);
      this.seek(end);
      return undefined;
    }
    const outerEnd = this.end;
    this.depth++;
    this.setEnd(end);
    while (this.next()) read(this.field);
    this.depth--;
    this.end = outerEnd;
    this.seek(end);
    return { offset, length };
  }

  /** The value as a number, rounded beyond 2^53; undefined when the field holds something else. */
  number(kind: ScalarKind): number | undefined {
    return this.take(kindWireTypes[kind]) ? this.scalar(kind) : undefined;
  }

  /**
   * Appends the values of a repeated field, packed or not, until `into` has `limit` of them; the rest is skipped.
   * Gives where the bytes lie.
   */
  numbers(kind: ScalarKind, into: number[], limit: number): Span | undefined {
    if (this.wireType !== wireTypes.delimited) return this.single(kind, into, limit);
    if (!this.take(wireTypes.delimited)) return undefined;
    const length = this.payloadLength();
    const offset = this.position;
    const end = offset + length;
    const outerEnd = this.end;
    this.setEnd(end);
    while (into.length < limit && this.position < end) {
      const value = this.scalar(kind);
      if (value !== undefined) into.push(value);
    }
    this.end = outerEnd;
    this.seek(end);
    return { offset, length };
  }

  string(): string | undefined {
    if (!this.take(wireTypes.delimited)) return undefined;
    const length = this.payloadLength();
    if (length === 0) return "";
    if (length > longestString) {
      const message = `A text of ${length} bytes is longer than the ${longestString} that are read.`;
      this.report("limit", this.position, message);
      this.seek(this.position + length);
      return undefined;
    }
    if (this.at + length > this.stop) this.fill(length);
    const to = Math.min(this.at + length, this.stop);
    const text = this.strings.decode(this.window, this.at, to);
    this.at = to;
    return text;
  }

  /** Where the bytes of the value lie; they are not read. */
  bytes(): Span | undefined {
    if (!this.take(wireTypes.delimited)) return undefined;
    const length = this.payloadLength();
    const offset = this.position;
    this.seek(offset + length);
    return { offset, length };
  }

  /** The bytes of a span, without moving. They are good until the next call. */
  peek({ offset, length }: Span): Uint8Array {
    const from = offset - this.base;
    if (from >= 0 && from + length <= this.window.length) return this.window.subarray(from, from + length);
    const { position } = this;
    const bytes = this.source.read(offset, length);
    // The source may have put these bytes where the window was.
    this.emptyWindow(position);
    return bytes;
  }

  /** Moves to the next field of the innermost message; false at its end, or at bytes that are no field. */
  private next(): boolean {
    if (this.isUnread) this.skip();
    if (this.at >= this.stop && this.position >= this.end) return false;
    const start = this.position;
    if (!this.varint()) return false;
    const tag = this.low >>> 0;
    this.field = tag >>> 3;
    this.wireType = tag & 7;
    if (this.high !== 0 || this.field === 0) {
      return this.abandon(start, "These bytes are no protobuf field; the rest of the message is left out.");
    }
    if (this.wireType > wireTypes.fixed32 || this.wireType === 3 || this.wireType === 4) {
      const message = `Field ${this.field} has wire type ${this.wireType}, which ONNX does not use; the rest of the message is left out.`;
      return this.abandon(start, message);
    }
    this.isUnread = true;
    return true;
  }

  /** True when the value is stored in the expected way; otherwise it is left to be skipped, as protobuf asks. */
  private take(wireType: number): boolean {
    if (this.wireType === wireType) {
      this.isUnread = false;
      return true;
    }
    const message = `Field ${this.field} has wire type ${this.wireType} where ${wireType} was expected; it is left out.`;
    this.problems.add({ code: "malformed", severity: "warning", message, offset: this.position });
    return false;
  }

  private skip(): void {
    this.isUnread = false;
    if (this.wireType === wireTypes.varint) this.varint();
    else if (this.wireType === wireTypes.delimited) {
      const length = this.payloadLength();
      this.seek(this.position + length);
    } else this.fixed(this.wireType === wireTypes.fixed64 ? 8 : 4, () => 0);
  }

  private single(kind: ScalarKind, into: number[], limit: number): Span | undefined {
    const offset = this.position;
    const value = this.number(kind);
    if (value === undefined) return undefined;
    if (into.length < limit) into.push(value);
    return { offset, length: this.position - offset };
  }

  private scalar(kind: ScalarKind): number | undefined {
    switch (kind) {
      case "float":
        return this.fixed(4, floatAt);
      case "double":
        return this.fixed(8, doubleAt);
      case "int32":
        return this.varint() ? this.low | 0 : undefined;
      case "int64":
        return this.varint() ? this.high * twoTo32 + (this.low >>> 0) : undefined;
      default:
        return this.varint() ? (this.high >>> 0) * twoTo32 + (this.low >>> 0) : undefined;
    }
  }

  private fixed(size: number, read: (view: DataView, at: number) => number): number | undefined {
    if (this.at + size > this.stop) this.fill(size);
    if (this.at + size > this.stop) {
      this.overrun();
      return undefined;
    }
    const value = read(this.view, this.at);
    this.at += size;
    return value;
  }

  /** Reads the length in front of a value, and makes it end where the message around it ends. */
  private payloadLength(): number {
    const start = this.position;
    if (!this.varint()) return 0;
    const length = (this.high >>> 0) * twoTo32 + (this.low >>> 0);
    const room = this.end - this.position;
    if (length <= room) return length;
    if (this.end !== this.cutAt) {
      const message = `Field ${this.field} says ${length} bytes, but only ${room} are left; it is read as far as it goes.`;
      this.report("truncated", start, message);
      this.cutAt = this.end;
    }
    return room;
  }

  /** Reads a varint into `low` and `high`; false when the bytes do not hold one. */
  private varint(): boolean {
    if (this.at + longestVarint > this.stop) this.fill(longestVarint);
    const { window, stop } = this;
    let at = this.at;
    let low = 0;
    let high = 0;
    let shift = 0;
    let byte = 128;
    while (byte >= 128) {
      if (at >= stop || shift > 63) return this.brokenVarint(shift > 63);
      byte = window[at++] ?? 0;
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift > 28) high |= bits << (shift - 32);
      else {
        low |= bits << 28;
        high = bits >>> 4;
      }
      shift += 7;
    }
    this.at = at;
    this.low = low;
    this.high = high;
    return true;
  }

  private brokenVarint(isTooLong: boolean): false {
    if (!isTooLong) return this.overrun();
    return this.abandon(
      this.position,
      `A number is longer than ${longestVarint} bytes; the rest is left out.`,
    );
  }

  private overrun(): false {
    const isCut = this.end === this.source.size;
    const where = isCut ? "the file" : "its message";
    if (this.end !== this.cutAt) {
      this.report(
        isCut ? "truncated" : "malformed",
        this.position,
        `A number runs past the end of ${where}.`,
      );
    }
    return this.leaveMessage();
  }

  private abandon(offset: number, message: string): false {
    this.report("malformed", offset, message);
    return this.leaveMessage();
  }

  private leaveMessage(): false {
    this.isUnread = false;
    this.seek(this.end);
    return false;
  }

  private report(code: ProblemCode, offset: number, message: string): void {
    this.problems.add({ code, severity: "error", message, offset });
  }

  private setEnd(end: number): void {
    this.end = end;
    this.stop = Math.min(this.window.length, end - this.base);
  }

  private seek(position: number): void {
    const at = position - this.base;
    if (at < 0 || at > this.window.length) this.emptyWindow(position);
    else this.at = at;
    this.setEnd(this.end);
  }

  private emptyWindow(position: number): void {
    this.window = nothing;
    this.base = position;
    this.at = 0;
    this.windowLength = firstWindow;
    this.setEnd(this.end);
  }

  /** Moves the window to the position when it ends before `count` bytes and the message does not. */
  private fill(count: number): void {
    const { position } = this;
    if (this.base + this.window.length >= Math.min(position + count, this.end)) return;
    const length = Math.min(Math.max(count, this.windowLength), this.source.size - position);
    this.windowLength = Math.min(this.windowLength * 4, largestWindow);
    this.window = this.source.read(position, length);
    this.view = new DataView(this.window.buffer, this.window.byteOffset, this.window.length);
    this.base = position;
    this.at = 0;
    this.setEnd(this.end);
  }
}

function floatAt(view: DataView, at: number): number {
  return view.getFloat32(at, true);
}

function doubleAt(view: DataView, at: number): number {
  return view.getFloat64(at, true);
}
