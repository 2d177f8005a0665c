// Changes to the bytes of a model: some blind, some that know where its numbers and lengths stand.
import { type Model } from "../../core/graph/model.ts";
import { varint } from "../../core/read/encode-proto.test-helper.ts";
import { byteSource } from "../../core/read/byte-source.ts";
import { readOnnx } from "../../core/read/onnx.ts";
import { type Random } from "./random.ts";

/** A model file and what the mutations need to know of it. */
export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Ranges beside the weights, where a changed byte means something. */
  readonly structure: readonly Range[];
  readonly numbers: readonly NumberAt[];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A varint, and the lengths of the messages around it, outermost first. */
interface NumberAt extends Range {
  readonly isLength: boolean;
  readonly around: readonly LengthAt[];
}

interface LengthAt extends Range {
  readonly value: number;
}

export function seedOf(name: string, bytes: Uint8Array): Seed {
  const numbers: NumberAt[] = [];
  findNumbers(bytes, { from: 0, to: bytes.length }, [], numbers);
  const { value } = readOnnx(byteSource(bytes));
  return { name, bytes, structure: structureOf(value, bytes.length), numbers };
}

/** One change of the seed, or several. */
export function mutated(seed: Seed, random: Random): Uint8Array {
  switch (random.below(8)) {
    case 0:
    case 1:
    case 2:
      return flipped(seed, random);
    case 3:
      return cutOut(seed, random);
    case 4:
      return spliced(seed.bytes, place(seed, random), 0, noise(random));
    case 5:
      return duplicated(seed, random);
    case 6:
      return withNumber(seed, random);
    default:
      return withConsistentNumber(seed, random);
  }
}

const tellingBytes = [0, 1, 0x7f, 0x80, 0xff];

function flipped(seed: Seed, random: Random): Uint8Array {
  const bytes = Uint8Array.from(seed.bytes);
  const count = 1 + random.below(8);
  for (let i = 0; i < count; i++) {
    const at = place(seed, random);
    const kind = random.below(3);
    bytes[at] =
      kind === 0
        ? random.below(256)
        : kind === 1
          ? (bytes[at] ?? 0) ^ (1 << random.below(8))
          : random.pick(tellingBytes);
  }
  return bytes;
}

function cutOut(seed: Seed, random: Random): Uint8Array {
  return spliced(seed.bytes, place(seed, random), lengthOfSpan(random), new Uint8Array(0));
}

function duplicated(seed: Seed, random: Random): Uint8Array {
  const from = place(seed, random);
  const span = seed.bytes.subarray(from, from + lengthOfSpan(random));
  return spliced(seed.bytes, place(seed, random), random.below(2) * span.length, span);
}

/** A length or number exchanged for another, without a thought for the messages around it. */
function withNumber(seed: Seed, random: Random): Uint8Array {
  const at = random.pick(seed.numbers);
  return spliced(seed.bytes, at.from, at.to - at.from, number(random));
}

/** A number exchanged for another, with the lengths around it put right: the file stays well-formed. */
function withConsistentNumber(seed: Seed, random: Random): Uint8Array {
  const found = random.pick(seed.numbers);
  if (found.isLength) return withNumber(seed, random);
  const now = number(random);
  let grown = now.length - (found.to - found.from);
  let bytes = spliced(seed.bytes, found.from, found.to - found.from, now);
  for (const it of [...found.around].reverse()) {
    const length = Uint8Array.from(varint(Math.max(0, it.value + grown)));
    bytes = spliced(bytes, it.from, it.to - it.from, length);
    grown += length.length - (it.to - it.from);
  }
  return bytes;
}

const tellingNumbers = [0n, 1n, 2n, 3n, 7n, 64n, 1000n, 65_537n, -1n, -2n]
  .concat([31n, 32n, 40n, 53n, 62n, 63n].flatMap((it) => [(1n << it) - 1n, 1n << it]))
  .map((it) => BigInt.asUintN(64, it));

function number(random: Random): Uint8Array {
  const kind = random.below(8);
  if (kind === 0)
    return Uint8Array.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]);
  if (kind === 1) return Uint8Array.from([0x80 | random.below(128), 0x80, 0]); // Longer than it need be.
  return Uint8Array.from(varint(random.pick(tellingNumbers)));
}

/** Nearly always beside the weights. */
function place(seed: Seed, random: Random): number {
  const anywhere = random.below(8) === 0 || seed.structure.length === 0;
  if (anywhere) return random.below(seed.bytes.length);
  let at = random.below(seed.structure.reduce((sum, it) => sum + it.to - it.from, 0));
  for (const { from, to } of seed.structure) {
    if (at < to - from) return from + at;
    at -= to - from;
  }
  return 0;
}

function lengthOfSpan(random: Random): number {
  return 1 + random.below(random.pick([8, 64, 64, 4096]));
}

function noise(random: Random): Uint8Array {
  return Uint8Array.from({ length: lengthOfSpan(random) }, () => random.below(256));
}

export function spliced(bytes: Uint8Array, at: number, removed: number, inserted: Uint8Array): Uint8Array {
  const rest = Math.min(bytes.length, at + removed);
  const result = new Uint8Array(at + inserted.length + bytes.length - rest);
  result.set(bytes.subarray(0, at));
  result.set(inserted, at);
  result.set(bytes.subarray(rest), at + inserted.length);
  return result;
}

// A tensor of that size is a shape or a scale, and its bytes matter.
const smallTensor = 64;

function structureOf({ graph }: Model, size: number): readonly Range[] {
  const weights = [...graph.constants.values()].flatMap(({ storage }) =>
    storage.kind === "raw" && storage.length > smallTensor
      ? [{ from: storage.offset, to: storage.offset + storage.length }]
      : [],
  );
  weights.sort((a, b) => a.from - b.from);
  const starts = [0, ...weights.map((it) => it.to)];
  return starts.map((from, i) => ({ from, to: weights[i]?.from ?? size })).filter((it) => it.to > it.from);
}

/** Collects the varints of a message and of the messages in it; false when the bytes are no message. */
function findNumbers(
  bytes: Uint8Array,
  { from, to }: Range,
  around: readonly LengthAt[],
  found: NumberAt[],
): boolean {
  const first = found.length;
  let at = from;
  const fail = () => {
    found.length = first;
    return false;
  };
  while (at < to) {
    const tag = varintAt(bytes, at, to);
    if (!tag || tag.value >> 3 === 0) return fail();
    at = tag.to;
    const type = tag.value & 7;
    if (type === 5 || type === 1) at += type === 5 ? 4 : 8;
    else if (type === 0 || type === 2) {
      const number = varintAt(bytes, at, to);
      if (!number || (type === 2 && number.to + number.value > to)) return fail();
      found.push({ from: at, to: number.to, isLength: type === 2, around });
      const inner = { from: number.to, to: number.to + number.value };
      if (type === 2 && around.length < 12 && inner.to > inner.from && number.value < mostSearched)
        findNumbers(bytes, inner, [...around, { from: at, to: number.to, value: number.value }], found);
      at = type === 2 ? inner.to : number.to;
    } else return fail();
    if (at > to) return fail();
  }
  return true;
}

// Weights parse as messages now and then; the graph itself is searched whatever its size.
const mostSearched = 1 << 24;

function varintAt(bytes: Uint8Array, from: number, to: number): LengthAt | undefined {
  let value = 0;
  for (let at = from; at < to && at < from + 10; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * 2 ** (7 * (at - from));
    if (byte < 128) return { from, to: at + 1, value };
  }
  return undefined;
}
