/**
 * Reads numbers, lines and texts one after another from a byte source, through a small window. It must not throw on
 * bytes: where they end too early it says so in `isCut` and gives zeros.
 */
import { type ByteSource } from "./byte-source.ts";

const windowLength = 65_536;
const nothing = new Uint8Array(0);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const twoTo32 = 4_294_967_296;

export function utf8Text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export class ByteCursor {
  /** Something was asked for that the bytes do not hold. */
  isCut = false;
  private window: Uint8Array = nothing;
  private view: DataView = new DataView(nothing.buffer);
  private base = 0;
  private at = 0;

  constructor(
    private readonly source: ByteSource,
    offset = 0,
    private readonly end = source.size,
  ) {
    this.base = offset;
  }

  /** Offset of the next byte. */
  get position(): number {
    return this.base + this.at;
  }

  get left(): number {
    return Math.max(0, this.end - this.position);
  }

  byte(): number {
    if (this.at >= this.window.length && !this.fill(1)) return 0;
    return this.window[this.at++] ?? 0;
  }

  uint16(): number {
    return this.number(2, (it) => it.getUint16(this.at, true));
  }

  int32(): number {
    return this.number(4, (it) => it.getInt32(this.at, true));
  }

  uint32(): number {
    return this.number(4, (it) => it.getUint32(this.at, true));
  }

  /** Rounded beyond 2^53: good for lengths, which are compared with what is left. */
  uint64(): number {
    return this.number(8, (it) => it.getUint32(this.at, true) + it.getUint32(this.at + 4, true) * twoTo32);
  }

  /** Rounded beyond 2^53. */
  int64(): number {
    return this.number(8, (it) => it.getUint32(this.at, true) + it.getInt32(this.at + 4, true) * twoTo32);
  }

  float64BigEndian(): number {
    return this.number(8, (it) => it.getFloat64(this.at, false));
  }

  /** The bytes themselves, good until the next call; empty when they are not all there. */
  bytes(length: number): Uint8Array {
    if (length === 0 || !this.fill(length)) return nothing;
    const found = this.window.subarray(this.at, this.at + length);
    this.at += length;
    return found;
  }

  /** UTF-8; bytes that are not become U+FFFD. */
  text(length: number): string {
    return length === 0 ? "" : utf8Text(this.bytes(length));
  }

  /** Up to a line feed, which is not part of it; undefined when there is none within `limit` bytes. */
  line(limit: number): Uint8Array | undefined {
    const room = Math.min(limit + 1, this.left);
    let length = 0;
    // Most lines are short: a larger window is only asked for when they are not.
    for (let looked = Math.min(256, room); length < room; looked = Math.min(looked * 16, room)) {
      if (!this.fill(looked)) return undefined;
      while (length < looked && this.window[this.at + length] !== 10) length++;
      if (length < looked) {
        const found = this.window.subarray(this.at, this.at + length);
        this.at += length + 1;
        return found;
      }
    }
    this.isCut = room <= limit;
    return undefined;
  }

  skip(length: number): void {
    if (length > this.left) {
      this.isCut = true;
      return;
    }
    if (this.at + length <= this.window.length) this.at += length;
    else this.moveTo(this.position + length);
  }

  private number(length: number, read: (view: DataView) => number): number {
    if (this.at + length > this.window.length && !this.fill(length)) return 0;
    const value = read(this.view);
    this.at += length;
    return value;
  }

  private fill(length: number): boolean {
    if (this.at + length <= this.window.length) return true;
    const { position, left } = this;
    if (length > left) {
      this.isCut = true;
      return false;
    }
    this.moveTo(position);
    // A copy: what a source gives may be overwritten when somebody else reads from it.
    this.window = this.source.read(position, Math.min(Math.max(length, windowLength), left)).slice();
    this.view = new DataView(this.window.buffer, this.window.byteOffset, this.window.length);
    // A file can become shorter while it is read.
    if (length > this.window.length) this.isCut = true;
    return !this.isCut;
  }

  private moveTo(position: number): void {
    this.window = nothing;
    this.view = new DataView(nothing.buffer);
    this.base = position;
    this.at = 0;
  }
}
