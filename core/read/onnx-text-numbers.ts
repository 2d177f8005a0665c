// How ONNX text writes tensor elements: float types below 32 bits and packed integers stand there as bit patterns.
import { type DataType, dataTypes } from "../graph/data-type.ts";

/** Sign, exponent and mantissa bits of a small float, from https://onnx.ai/onnx/technical/float8.html and float4. */
interface FloatFormat {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  readonly bias: number;
  /**
   * What the codes without a number mean. `ieee`: the top exponent is infinity and NaN; `one`: only all ones is NaN;
   * `negative-zero`: only that is NaN; `none`: every code is a number.
   */
  readonly special: "ieee" | "one" | "negative-zero" | "none";
}

const format = (
  exponentBits: number,
  mantissaBits: number,
  bias: number,
  special: FloatFormat["special"],
): FloatFormat => ({ exponentBits, mantissaBits, bias, special });

const formats: Partial<Record<DataType, FloatFormat>> = {
  float16: format(5, 10, 15, "ieee"),
  bfloat16: format(8, 7, 127, "ieee"),
  float8e4m3fn: format(4, 3, 7, "one"),
  float8e4m3fnuz: format(4, 3, 8, "negative-zero"),
  float8e5m2: format(5, 2, 15, "ieee"),
  float8e5m2fnuz: format(5, 2, 16, "negative-zero"),
  float4e2m1: format(2, 1, 1, "none"),
};

/** Whether the text holds bit patterns or packed bytes, that is whole numbers that are not the element values. */
export function isWrittenAsBits(dtype: DataType): boolean {
  return dtype in formats || dtype === "float8e8m0" || isPacked(dtype);
}

/** Element values from the numbers as written; `count` is the number of elements that the shape asks for. */
export function valuesFromText(dtype: DataType, written: readonly number[], count: number): number[] {
  if (dtype === "float32") return written.map(Math.fround);
  if (!isWrittenAsBits(dtype)) return [...written];
  // Two or four elements share a byte. People write one number per element instead, and the counts tell which it is.
  const codes = isPacked(dtype) && written.length !== count ? unpack(dtype, written, count) : written;
  return codes.map((it) => valueOfCode(dtype, it));
}

/** The literals for element values, as the ONNX parser takes them; undefined when one cannot be written exactly. */
export function textFromValues(dtype: DataType, values: readonly number[]): string[] | undefined {
  const { kind } = dataTypes[dtype];
  if (kind === "complex" || kind === "string") return undefined;
  if (!isWrittenAsBits(dtype)) return values.map(kind === "float" ? floatElement(dtype) : integerText(dtype));
  const codes: number[] = [];
  for (const value of values) {
    const code = codeOfValue(dtype, value);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  return (isPacked(dtype) ? pack(dtype, codes) : codes).map(String);
}

/** The shortest text that gives the same 32-bit float, with a point or an exponent so that it reads as a float. */
export function float32Text(value: number): string {
  const text = numberText(shortest(value));
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text;
}

/** Whole numbers in full: doubles at the ends of the 64-bit ranges are rounded and go back to the end itself. */
export function integerText(dtype: DataType): (value: number) => string {
  return (value) => {
    if (Number.isSafeInteger(value)) return Object.is(value, -0) ? "0" : String(value);
    if (!Number.isFinite(value)) return "0";
    const exact = BigInt(Math.trunc(value));
    const [least, most] = dtype === "uint64" ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
    return String(exact < least ? least : exact > most ? most : exact);
  };
}

function floatElement(dtype: DataType): (value: number) => string {
  return (value) => numberText(dtype === "float32" ? shortest(value) : value);
}

function shortest(value: number): number {
  if (value === 0 || !Number.isFinite(value) || Math.fround(value) !== value) return value;
  for (let digits = 6; digits <= 9; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === value) return candidate;
  }
  return value;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function isPacked(dtype: DataType): boolean {
  return (dataTypes[dtype].bits ?? 8) < 8;
}

function unpack(dtype: DataType, bytes: readonly number[], count: number): number[] {
  const bits = dataTypes[dtype].bits ?? 8;
  const codes: number[] = [];
  for (const byte of bytes) {
    for (let shift = 0; shift < 8 && codes.length < count; shift += bits) codes.push(byte >> shift);
  }
  return codes;
}

function pack(dtype: DataType, codes: readonly number[]): number[] {
  const bits = dataTypes[dtype].bits ?? 8;
  const perByte = 8 / bits;
  const bytes = Array<number>(Math.ceil(codes.length / perByte)).fill(0);
  for (const [i, code] of codes.entries()) {
    const at = Math.floor(i / perByte);
    bytes[at] = (bytes[at] ?? 0) | ((code & (2 ** bits - 1)) << ((i % perByte) * bits));
  }
  return bytes;
}

function valueOfCode(dtype: DataType, code: number): number {
  if (dtype === "float8e8m0") return code === 255 ? NaN : 2 ** (code - 127);
  const small = formats[dtype];
  if (small) return floatOfCode(small, code);
  const bits = dataTypes[dtype].bits ?? 8;
  const low = code & (2 ** bits - 1);
  return dataTypes[dtype].kind === "signed" && low >= 2 ** (bits - 1) ? low - 2 ** bits : low;
}

function codeOfValue(dtype: DataType, value: number): number | undefined {
  const small = formats[dtype];
  if (small) return codeOfFloat(small, value);
  if (dtype !== "float8e8m0") return value;
  const code = Number.isNaN(value) ? 255 : Math.log2(value) + 127;
  return Number.isInteger(code) && code >= 0 && code <= 255 ? code : undefined;
}

function floatOfCode(small: FloatFormat, code: number): number {
  const { exponentBits, mantissaBits, bias, special } = small;
  const signBit = 2 ** (exponentBits + mantissaBits);
  const magnitude = code & (signBit - 1);
  const exponent = magnitude >> mantissaBits;
  const mantissa = magnitude & (2 ** mantissaBits - 1);
  const sign = code & signBit ? -1 : 1;
  if (special === "negative-zero" && sign < 0 && magnitude === 0) return NaN;
  if (special === "one" && magnitude === signBit - 1) return NaN;
  if (special === "ieee" && exponent === 2 ** exponentBits - 1) return mantissa === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * mantissa * 2 ** (1 - bias - mantissaBits);
  return sign * (2 ** mantissaBits + mantissa) * 2 ** (exponent - bias - mantissaBits);
}

/** Codes grow with the magnitudes they stand for, so a binary search finds the one that means exactly `value`. */
function codeOfFloat(small: FloatFormat, value: number): number | undefined {
  const signBit = 2 ** (small.exponentBits + small.mantissaBits);
  if (Number.isNaN(value)) return nanCode(small, signBit);
  const size = Math.abs(value);
  let low = 0;
  let high = signBit - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    // NaN compares false and stands above all numbers.
    if (floatOfCode(small, middle) < size) low = middle + 1;
    else high = middle;
  }
  const isNegative = value < 0 || Object.is(value, -0);
  const code = isNegative ? low + signBit : low;
  if (floatOfCode(small, low) !== size) return undefined;
  return Number.isNaN(floatOfCode(small, code)) ? low : code;
}

function nanCode(small: FloatFormat, signBit: number): number | undefined {
  switch (small.special) {
    case "ieee":
      return signBit - 2 ** (small.mantissaBits - 1);
    case "one":
      return signBit - 1;
    case "negative-zero":
      return signBit;
    case "none":
      return undefined;
  }
}
