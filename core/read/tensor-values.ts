/** Decodes the contents of small tensors. It must not be given large ones: every value becomes a number object. */
import { type DataType, dataTypes } from "../graph/data-type.ts";

/** From raw_data, little-endian as ONNX asks; undefined for types that numbers do not stand for well. */
export function decodeRaw(dtype: DataType, bytes: Uint8Array, count: number): number[] | undefined {
  const read = readers[dtype];
  const bits = dataTypes[dtype].bits;
  if (bits === undefined) return undefined;
  if (bits < 8) return unpack(dtype, bytes, count);
  if (!read) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = new Array<number>(count);
  for (let i = 0; i < count; i++) values[i] = read(view, (i * bits) / 8);
  return values;
}

/** From the typed fields, in which the narrow types come as integers that hold their bits. */
export function decodeTyped(dtype: DataType, stored: readonly number[], count: number): number[] | undefined {
  const { bits, kind } = dataTypes[dtype];
  if (bits === undefined || kind === "complex") return undefined;
  if (bits < 8) return unpack(dtype, stored, count);
  if (dtype === "float16") return stored.map(float16);
  if (dtype === "bfloat16") return stored.map(bfloat16);
  // The 8-bit floats have no reader, neither here nor from raw data.
  return readers[dtype] && [...stored];
}

type ReadAt = (view: DataView, at: number) => number;

const twoTo32 = 4_294_967_296;

const readers: Partial<Record<DataType, ReadAt>> = {
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
  float16: (view, at) => float16(view.getUint16(at, true)),
  bfloat16: (view, at) => bfloat16(view.getUint16(at, true)),
  bool: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
  uint8: (view, at) => view.getUint8(at),
  int8: (view, at) => view.getInt8(at),
  uint16: (view, at) => view.getUint16(at, true),
  int16: (view, at) => view.getInt16(at, true),
  uint32: (view, at) => view.getUint32(at, true),
  int32: (view, at) => view.getInt32(at, true),
  uint64: (view, at) => view.getUint32(at + 4, true) * twoTo32 + view.getUint32(at, true),
  int64: (view, at) => view.getInt32(at + 4, true) * twoTo32 + view.getUint32(at, true),
};

/** Elements of 4 or 2 bits, the first one in the lowest bits of its byte. */
function unpack(dtype: DataType, bytes: ArrayLike<number>, count: number): number[] | undefined {
  const { bits, kind } = dataTypes[dtype];
  if (bits === undefined || (kind !== "signed" && kind !== "unsigned")) return undefined;
  const perByte = 8 / bits;
  const signBit = kind === "signed" ? 1 << (bits - 1) : 0;
  return Array.from({ length: count }, (_, i) => {
    const byte = bytes[Math.floor(i / perByte)] ?? 0;
    const value = (byte >> ((i % perByte) * bits)) & ((1 << bits) - 1);
    return (value ^ signBit) - signBit;
  });
}

function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function bfloat16(bits: number): number {
  scratch.setUint16(0, bits & 0xffff);
  scratch.setUint16(2, 0);
  return scratch.getFloat32(0);
}
