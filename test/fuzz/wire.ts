// Writes ONNX messages as bytes, fast enough for files of many megabytes. Nothing here stops nonsense: it is wanted.
import { varint } from "../../core/read/encode-proto.test-helper.ts";

type Part = Uint8Array | string;

const attributeCodes = { float: 1, int: 2, string: 3, tensor: 4, graph: 5, ints: 7 } as const;

/** A field that holds bytes, text or a message. */
export function field(number: number, ...parts: readonly Part[]): Buffer {
  const content = Buffer.concat(parts.map((it) => (typeof it === "string" ? Buffer.from(it) : it)));
  return Buffer.concat([head(number, content.length), content]);
}

/** Tag and length of a field whose content follows. */
export function head(number: number, length: number | bigint): Buffer {
  return bytes([...varint((number << 3) | 2), ...varint(length)]);
}

export function integer(number: number, value: number | bigint): Buffer {
  return bytes([...varint(number << 3), ...varint(value)]);
}

export function bytes(values: Iterable<number>): Buffer {
  return Buffer.from([...values]);
}

/** ModelProto around the fields of its graph. `before` and `after` are fields of the model itself. */
export function model(
  graph: readonly Uint8Array[],
  { before = opset(21), after = none }: Frame = {},
): Buffer {
  return Buffer.concat([integer(1, 10), before, field(7, Buffer.concat(graph)), after]);
}

interface Frame {
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
}

const none = Buffer.alloc(0);

export function opset(version: number | bigint, domain = ""): Buffer {
  return field(8, field(1, domain), integer(2, version));
}

/** A node as a field of its graph (or of a function: number 7). */
export function node(
  opType: string,
  ends: { readonly in?: readonly string[]; readonly out?: readonly string[]; readonly number?: number },
  ...more: readonly Uint8Array[]
): Buffer {
  // Joined first: a call takes no more than some 100,000 arguments.
  const inputs = Buffer.concat((ends.in ?? []).map((it) => field(1, it)));
  const outputs = Buffer.concat((ends.out ?? []).map((it) => field(2, it)));
  return field(ends.number ?? 1, inputs, outputs, field(4, opType), Buffer.concat(more));
}

export function intAttribute(name: string, value: number | bigint): Buffer {
  return field(5, field(1, name), integer(3, value), integer(20, attributeCodes.int));
}

export function intsAttribute(name: string, values: readonly (number | bigint)[]): Buffer {
  const packed = bytes(values.flatMap((it) => [...varint(it)]));
  return field(5, field(1, name), field(8, packed), integer(20, attributeCodes.ints));
}

export function floatAttribute(name: string, value: number): Buffer {
  return field(5, field(1, name), bytes([21]), float32s(value), integer(20, attributeCodes.float));
}

export function textAttribute(name: string, value: string): Buffer {
  return field(5, field(1, name), field(4, value), integer(20, attributeCodes.string));
}

export function tensorAttribute(name: string, tensor: Uint8Array): Buffer {
  return field(5, field(1, name), field(5, tensor), integer(20, attributeCodes.tensor));
}

export function graphAttribute(name: string, ...graph: readonly Uint8Array[]): Buffer {
  return field(5, field(1, name), field(6, ...graph), integer(20, attributeCodes.graph));
}

/** TensorProto without its tag. */
export function tensor(
  name: string,
  code: number,
  dims: readonly (number | bigint)[],
  ...data: readonly Uint8Array[]
): Buffer {
  const packed = bytes(dims.flatMap((it) => [...varint(it)]));
  return Buffer.concat([field(1, packed), integer(2, code), field(8, name), ...data]);
}

/** An initializer of int64 values, one-dimensional. */
export function list(name: string, ...values: readonly (number | bigint)[]): Buffer {
  return field(5, tensor(name, 7, [values.length], field(9, int64s(...values))));
}

/** An initializer of one int64 value without dimensions. */
export function scalar(name: string, value: number | bigint): Buffer {
  return field(5, tensor(name, 7, [], field(9, int64s(value))));
}

export function floatList(name: string, ...values: readonly number[]): Buffer {
  return field(5, tensor(name, 1, [values.length], field(9, float32s(...values))));
}

export function int64s(...values: readonly (number | bigint)[]): Buffer {
  return Buffer.from(BigInt64Array.from(values.map((it) => BigInt.asIntN(64, BigInt(it)))).buffer);
}

export function float32s(...values: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}

/** ValueInfoProto of a tensor as a field of its graph: 11 input, 12 output, 13 value_info. */
export function value(
  number: number,
  name: string,
  dims?: readonly (number | bigint | string)[],
  code = 1,
): Buffer {
  const sizes = (dims ?? []).map((it) => field(1, typeof it === "string" ? field(2, it) : integer(1, it)));
  const shape = dims ? [field(2, Buffer.concat(sizes))] : [];
  return field(number, field(1, name), field(2, field(1, integer(1, code), ...shape)));
}

/** A tensor whose data lies in another file, by the entries of its external_data. */
export function external(name: string, entries: readonly (readonly [string, string])[]): Buffer {
  const pairs = entries.map(([key, text]) => field(13, field(1, key), field(2, text)));
  return field(5, tensor(name, 1, [4], ...pairs, integer(14, 1)));
}

/** Levels around `inner`, each made from the length of what is in it: linear in the size of the result. */
export function nested(
  depth: number,
  inner: Uint8Array,
  wrap: (length: number, level: number) => Uint8Array,
): Buffer {
  const parts: Uint8Array[] = [inner];
  let { length } = inner;
  for (let level = 0; level < depth; level++) {
    const before = wrap(length, level);
    parts.push(before);
    length += before.length;
  }
  return Buffer.concat(parts.reverse());
}

/** Begins messages inside each other, so that `length` more bytes end all of them: [field, what is in front]. */
export function opened(
  length: number,
  ...levels: readonly (readonly [number: number, before: Uint8Array])[]
): Buffer {
  let result = none;
  for (const [number, before] of [...levels].reverse()) {
    const content = Buffer.concat([before, result]);
    result = Buffer.concat([head(number, content.length + length), content]);
  }
  return result;
}
