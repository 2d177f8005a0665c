/** Writes pickles opcode by opcode, as no honest program would. */
/** UTF-8. */
export function utf8(text: string): number[] {
  const escaped = encodeURIComponent(text);
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] !== "%") bytes.push(escaped.charCodeAt(i));
    else {
      bytes.push(Number.parseInt(escaped.slice(i + 1, i + 3), 16));
      i += 2;
    }
  }
  return bytes;
}

export function uint32(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

export function uint64(value: number): number[] {
  return [...uint32(value % 2 ** 32), ...uint32(Math.floor(value / 2 ** 32))];
}

export const op = {
  proto: (version: number) => [0x80, version],
  global: (module: string, name: string) => utf8(`c${module}\n${name}\n`),
  inst: (module: string, name: string) => utf8(`i${module}\n${name}\n`),
  text: (value: string) => [0x58, ...uint32(utf8(value).length), ...utf8(value)],
  shortText: (value: string) => [0x8c, utf8(value).length, ...utf8(value)],
  int: (value: number) => [0x4a, ...uint32(value)],
  byte: (value: number) => [0x4b, value],
  persistent: [0x51],
  mark: [0x28],
  stop: [0x2e],
  tuple: [0x74],
  tuple1: [0x85],
  tuple2: [0x86],
  emptyTuple: [0x29],
  emptyList: [0x5d],
  emptyDict: [0x7d],
  reduce: [0x52],
  newObj: [0x81],
  newObjEx: [0x92],
  obj: [0x6f],
  build: [0x62],
  setItem: [0x73],
  setItems: [0x75],
  append: [0x61],
  appends: [0x65],
  stackGlobal: [0x93],
  none: [0x4e],
  true: [0x88],
  false: [0x89],
  memoize: [0x94],
  put: (index: number) => [0x71, index],
  get: (index: number) => [0x68, index],
} as const;

export function bytesOf(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flat());
}

/** A tuple of what `items` push. */
export function tupleOf(...items: readonly (readonly number[])[]): number[] {
  return [...op.mark, ...items.flat(), ...op.tuple];
}

export function dictOf(entries: readonly (readonly [key: string, value: readonly number[]])[]): number[] {
  return [
    ...op.emptyDict,
    ...op.mark,
    ...entries.flatMap(([key, it]) => [...op.text(key), ...it]),
    ...op.setItems,
  ];
}

/** `_rebuild_tensor_v2` of a storage of the same size. */
export function tensorCall(
  key: string,
  shape: readonly number[],
  { storage = "FloatStorage", offset = 0, stride, elements }: TensorOptions = {},
): number[] {
  const count = shape.reduce((product, it) => product * it, 1);
  const id = tupleOf(
    op.text("storage"),
    op.global("torch", storage),
    op.text(key),
    op.text("cpu"),
    op.int(elements ?? count + offset),
  );
  const steps = stride ?? shape.map((_, i) => shape.slice(i + 1).reduce((product, it) => product * it, 1));
  const args = tupleOf(
    [...id, ...op.persistent],
    op.int(offset),
    tupleOf(...shape.map(op.int)),
    tupleOf(...steps.map(op.int)),
    op.false,
    [...op.global("collections", "OrderedDict"), ...op.emptyTuple, ...op.reduce],
  );
  return [...op.global("torch._utils", "_rebuild_tensor_v2"), ...args, ...op.reduce];
}

interface TensorOptions {
  readonly storage?: string;
  readonly offset?: number;
  readonly stride?: readonly number[];
  readonly elements?: number;
}
