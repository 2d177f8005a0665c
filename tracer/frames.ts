// Messages between the tracer's process and ours: four bytes of length, one of kind, then text. Sizes are checked before
// anything is kept, as the other side may be hostile.

export interface Frame {
  readonly kind: string;
  readonly body: Buffer;
}

const headSize = 5;

export function encodeFrame(kind: string, text: string): Buffer {
  const body = Buffer.from(text, "utf8");
  const frame = Buffer.allocUnsafe(headSize + body.length);
  frame.writeUInt32LE(body.length, 0);
  frame.write(kind.charAt(0), 4, "latin1");
  body.copy(frame, headSize);
  return frame;
}

/** Puts frames together from pieces of a stream. */
export class FrameReader {
  private readonly chunks: Buffer[] = [];
  private length = 0;

  constructor(private readonly sizeLimit: number) {}

  /** Throws RangeError when a frame says that it is larger than the limit. */
  add(chunk: Buffer): readonly Frame[] {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.next(); frame; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): Frame | undefined {
    if (this.length < headSize) return undefined;
    const size = this.head().readUInt32LE(0);
    if (size > this.sizeLimit) throw new RangeError(`a message of ${size} bytes`);
    if (this.length < headSize + size) return undefined;
    const whole = Buffer.concat(this.chunks);
    const rest = whole.subarray(headSize + size);
    this.chunks.length = 0;
    if (rest.length > 0) this.chunks.push(rest);
    this.length = rest.length;
    return { kind: whole.toString("latin1", 4, 5), body: whole.subarray(headSize, headSize + size) };
  }

  /** The first bytes in one piece; the pieces behind them stay as they are. */
  private head(): Buffer {
    while ((this.chunks[0]?.length ?? 0) < headSize) {
      this.chunks.splice(0, 2, Buffer.concat(this.chunks.slice(0, 2)));
    }
    return this.chunks[0] ?? Buffer.alloc(0);
  }
}
