/**
 * Turns UTF-8 bytes into strings, the same bytes into the same string object where that is cheap: names recur all
 * over a graph. It must not keep anything but strings.
 */
const slotCount = 1 << 14;
const longestShared = 256;

export class StringTable {
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  private readonly slots = new Array<string | undefined>(slotCount).fill(undefined);

  /** The text of `bytes[from..to)`; bytes that are not UTF-8 become U+FFFD. */
  decode(bytes: Uint8Array, from: number, to: number): string {
    if (from >= to) return "";
    if (to - from > longestShared) return this.decoder.decode(bytes.subarray(from, to));
    let hash = to - from;
    let seen = 0;
    for (let i = from; i < to; i++) {
      const byte = bytes[i] ?? 0;
      hash = Math.imul(hash ^ byte, 0x01000193);
      seen |= byte;
    }
    // Outside ASCII a character is not a byte, so that the cheap comparison below would be wrong.
    if (seen >= 128) return this.decoder.decode(bytes.subarray(from, to));
    const slot = (hash ^ (hash >>> 15)) & (slotCount - 1);
    const known = this.slots[slot];
    if (known !== undefined && isText(known, bytes, from, to)) return known;
    const text = this.decoder.decode(bytes.subarray(from, to));
    this.slots[slot] = text;
    return text;
  }
}

function isText(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = from; i < to; i++) if (text.charCodeAt(i - from) !== bytes[i]) return false;
  return true;
}
