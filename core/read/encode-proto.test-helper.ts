/** A tiny protobuf encoder for tests: bytes are written by hand, so that the reader is checked against the format. */

export type Bytes = readonly number[];

/** A field that holds a number; negative ones take ten bytes, as protobuf writes int64. */
export function varintField(field: number, value: number | bigint): Bytes {
  return [...varint(field << 3), ...varint(value)];
}

/** A field that holds bytes, text, or a message (the bytes of its fields, one after the other). */
export function bytesField(field: number, ...parts: readonly (Bytes | string)[]): Bytes {
  const content = parts.flatMap((it) => (typeof it === "string" ? utf8(it) : [...it]));
  return [...varint((field << 3) | 2), ...varint(content.length), ...content];
}

export function floatField(field: number, value: number): Bytes {
  return [...varint((field << 3) | 5), ...floats(value)];
}

export function varint(value: number | bigint): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

export function floats(...values: readonly number[]): Bytes {
  return [...new Uint8Array(new Float32Array(values).buffer)];
}

export function int64s(...values: readonly (number | bigint)[]): Bytes {
  return [...new Uint8Array(new BigInt64Array(values.map(BigInt)).buffer)];
}

function utf8(text: string): number[] {
  return [...unescape(encodeURIComponent(text))].map((it) => it.charCodeAt(0));
}

/** NodeProto with one output. */
export function nodeProto(
  opType: string,
  inputs: readonly string[],
  output: string,
  ...more: readonly Bytes[]
): Bytes {
  const names = inputs.map((it) => bytesField(1, it));
  return [...names.flat(), ...bytesField(2, output), ...bytesField(4, opType), ...more.flat()];
}

/** ValueInfoProto of a tensor; a size is a number, a name, or undefined for neither. */
export function valueProto(
  name: string,
  code: number,
  dims?: readonly (number | string | undefined)[],
): Bytes {
  const dim = (it: number | string | undefined) =>
    it === undefined ? [] : typeof it === "number" ? varintField(1, it) : bytesField(2, it);
  const shape = dims ? bytesField(2, ...dims.map((it) => bytesField(1, dim(it)))) : [];
  const tensor = bytesField(1, varintField(1, code), shape);
  return [...bytesField(1, name), ...bytesField(2, tensor)];
}

/** TensorProto; `data` are its fields beside name, dims and type. */
export function tensorProto(
  name: string,
  code: number,
  dims: readonly number[],
  ...data: readonly Bytes[]
): Bytes {
  const sizes = dims.flatMap((it) => varintField(1, it));
  return [...sizes, ...varintField(2, code), ...bytesField(8, name), ...data.flat()];
}

/** ModelProto with opset 21 around the fields of a graph. */
export function modelProto(...graphFields: readonly Bytes[]): Bytes {
  const opset = bytesField(8, varintField(2, 21));
  return [...varintField(1, 10), ...opset, ...bytesField(7, ...graphFields)];
}
