/** Positional reads over a file or a buffer: readers ask for the bytes they need and skip the rest. */
export interface ByteSource {
  /** Bytes in total. */
  readonly size: number;
  /** Up to `length` bytes at `offset`; fewer when the source ends there. The result may be reused by the next read. */
  read(offset: number, length: number): Uint8Array;
}

export function byteSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}
