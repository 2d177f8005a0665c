/** Writes zip archives, and such as lie: what an entry's own head and the directory say can be chosen. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipTestEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly isDeflated?: boolean;
  /** What the head at the entry's own place says otherwise. */
  readonly local?: {
    readonly name?: string;
    readonly size?: number;
    readonly flags?: number;
    readonly method?: number;
  };
  /** What the directory says otherwise. */
  readonly central?: {
    readonly size?: number;
    readonly flags?: number;
    readonly method?: number;
    readonly crc?: number;
    readonly offset?: number;
  };
}

export const text = (value: string) => Buffer.from(value);

export function zip(
  entries: readonly ZipTestEntry[],
  before: Uint8Array = Buffer.alloc(0),
  comment: Uint8Array = Buffer.alloc(0),
): Buffer {
  const parts: Uint8Array[] = [before];
  const directory: Buffer[] = [];
  let offset = before.length;
  for (const { name, data, isDeflated = false, local = {}, central = {} } of entries) {
    const packed = isDeflated ? deflateRawSync(data) : Buffer.from(data);
    const method = isDeflated ? 8 : 0;
    const localName = text(local.name ?? name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(local.flags ?? 0, 6);
    head.writeUInt16LE(local.method ?? method, 8);
    head.writeUInt32LE(crc32(data), 14);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt32LE(local.size ?? data.length, 22);
    head.writeUInt16LE(localName.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(central.flags ?? 0, 8);
    record.writeUInt16LE(central.method ?? method, 10);
    record.writeUInt32LE(central.crc ?? crc32(data), 16);
    record.writeUInt32LE(packed.length, 20);
    record.writeUInt32LE(central.size ?? data.length, 24);
    record.writeUInt16LE(text(name).length, 28);
    record.writeUInt32LE(central.offset ?? offset, 42);
    parts.push(head, localName, packed);
    directory.push(record, text(name));
    offset += head.length + localName.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, list, end, comment]);
}
