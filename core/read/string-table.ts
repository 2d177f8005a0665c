/**
 * Turns UTF-8 bytes into strings, the same bytes into the same string object where that is cheap: names recur all
 * over a graph. It must not keep anything but strings.
 */
const fewestSlots = 1 << 7;
const mostSlots = 1 << 18;
const longestShared = 256;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class StringTable {
  private slots = emptySlots(fewestSlots);
  private added = 0;

  /** The text of `bytes[from..to)`; bytes that are not UTF-8 become U+FFFD. */
  decode(bytes: Uint8Array, from: number, to: number): string {
    if (from >= to) return "";
    if (to - from > longestShared) return decoder.decode(bytes.subarray(from, to));
    const hash = hashOf(bytes, from, to);
    const known = this.slots[hash & (this.slots.length - 1)];
    if (known !== undefined && isText(known, bytes, from, to)) return known;
    const text = decoder.decode(bytes.subarray(from, to));
    // With one character per byte all of it is ASCII (or U+FFFD, which equals no byte); only then isText is right.
    if (text.length === to - from) this.add(text, hash);
    return text;
  }

  private add(text: string, hash: number): void {
    if (++this.added > this.slots.length && this.slots.length < mostSlots) {
      // The strings that are still in use come back by themselves.
      this.slots = emptySlots(this.slots.length * 4);
      this.added = 1;
    }
    this.slots[hash & (this.slots.length - 1)] = text;
  }
}

function emptySlots(count: number): (string | undefined)[] {
  return new Array<string | undefined>(count).fill(undefined);
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const word =
      (bytes[i] ?? 0) |
      ((bytes[i + 1] ?? 0) << 8) |
      ((bytes[i + 2] ?? 0) << 16) |
      ((bytes[i + 3] ?? 0) << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function isText(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = from; i < to; i++) if (text.charCodeAt(i - from) !== bytes[i]) return false;
  return true;
}
