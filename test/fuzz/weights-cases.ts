// Files of weights by number: the hostile ones first, then truncations, changed bytes, and pickles of random opcodes.
import { hostileWeights, type HostileWeights } from "./hostile-weights.ts";
import { spliced } from "./mutate.ts";
import { Random } from "./random.ts";
import { type WeightsSeed, weightsSeeds } from "./weights-seeds.ts";

export interface WeightsCases {
  readonly count: number;
  readonly make: (index: number) => HostileWeights;
}

/** `count` beside the hostile ones. */
export function weightsCases(count: number, seed: number): WeightsCases {
  return {
    count: hostileWeights.length + count,
    make: (index) => hostileWeights[index] ?? changed(index - hostileWeights.length, new Random(seed, index)),
  };
}

function changed(index: number, random: Random): HostileWeights {
  const seed = weightsSeeds[index % weightsSeeds.length] as WeightsSeed;
  const { name, inner, around } = seed;
  const make = (): Uint8Array => {
    switch (random.below(8)) {
      case 0:
        return cut(around(inner), random);
      case 1:
        return mutated(around(inner), random);
      case 2:
        return around(cut(inner, random));
      case 3:
        return around(opcodes(random));
      // The file around it is right: what is changed gets as far as the reader that has to understand it.
      default:
        return around(mutated(inner, random));
    }
  };
  return { name, make };
}

function cut(bytes: Uint8Array, random: Random): Uint8Array {
  return bytes.subarray(0, random.below(bytes.length));
}

const tellingBytes = [0, 1, 0x28, 0x2e, 0x52, 0x62, 0x7f, 0x80, 0x94, 0xff];
const tellingNumbers = [
  0n,
  1n,
  4n,
  0x7fffn,
  0xffffn,
  0x7fffffffn,
  0xfffffffen,
  0xffffffffn,
  2n ** 53n,
  2n ** 63n - 1n,
];

function mutated(from: Uint8Array, random: Random): Uint8Array {
  let bytes = Uint8Array.from(from);
  for (let i = random.below(6); i >= 0; i--) {
    const at = place(bytes, random);
    switch (random.below(6)) {
      case 0:
        bytes[at] = random.below(256);
        break;
      case 1:
        bytes[at] = random.pick(tellingBytes);
        break;
      case 2:
        bytes = Uint8Array.from(spliced(bytes, at, random.below(40), new Uint8Array(0)));
        break;
      case 3: {
        const start = place(bytes, random);
        const piece = bytes.slice(start, start + random.below(200));
        bytes = Uint8Array.from(spliced(bytes, at, 0, piece));
        break;
      }
      default:
        writeNumber(bytes, at, random);
    }
  }
  return bytes;
}

/** The structure of a large file stands at its ends. */
function place(bytes: Uint8Array, random: Random): number {
  const end = 4096;
  if (bytes.length <= 2 * end || random.below(8) === 0) return random.below(Math.max(1, bytes.length));
  return random.below(2) === 0 ? random.below(end) : bytes.length - 1 - random.below(end);
}

function writeNumber(bytes: Uint8Array, at: number, random: Random): void {
  const value = random.pick(tellingNumbers);
  const size = random.pick([2, 4, 8]);
  for (let i = 0; i < size && at + i < bytes.length; i++)
    bytes[at + i] = Number((value >> BigInt(8 * i)) & 255n);
}

/** Opcodes that build, call, remember and nest, in any order. */
const telling = [
  0x28, 0x29, 0x30, 0x31, 0x32, 0x4e, 0x51, 0x52, 0x5d, 0x61, 0x62, 0x64, 0x65, 0x6c, 0x6f, 0x73, 0x74, 0x75,
  0x7d, 0x81, 0x85, 0x86, 0x87, 0x88, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x97, 0x98,
];

function opcodes(random: Random): Uint8Array {
  const bytes: number[] = [0x80, random.below(6)];
  const count = random.below(400);
  for (let i = 0; i < count; i++) {
    switch (random.below(5)) {
      case 0:
        bytes.push(random.below(256));
        break;
      case 1:
        bytes.push(0x68, random.below(16), 0x71, random.below(16));
        break;
      case 2:
        bytes.push(...[..."cos\nsystem\n"].map((it) => it.charCodeAt(0)));
        break;
      default:
        bytes.push(random.pick(telling));
    }
  }
  return Uint8Array.from([...bytes, 0x2e]);
}
