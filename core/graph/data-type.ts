/** Element types, by the names that NumPy and PyTorch users know; ONNX text says `float` and `double`. */
export type DataType = keyof typeof dataTypes;

export type NumberKind = "float" | "signed" | "unsigned" | "bool" | "string" | "complex";

interface DataTypeFacts {
  /** TensorProto.DataType in onnx.proto. */
  readonly code: number;
  /** Bits one element takes in storage; sub-byte types are packed. Strings have no fixed size. */
  readonly bits: number | undefined;
  readonly kind: NumberKind;
  /** The name in ONNX text syntax. */
  readonly onnxText: string;
}

const facts = (
  code: number,
  bits: number | undefined,
  kind: NumberKind,
  onnxText: string,
): DataTypeFacts => ({
  code,
  bits,
  kind,
  onnxText,
});

export const dataTypes = {
  float32: facts(1, 32, "float", "float"),
  uint8: facts(2, 8, "unsigned", "uint8"),
  int8: facts(3, 8, "signed", "int8"),
  uint16: facts(4, 16, "unsigned", "uint16"),
  int16: facts(5, 16, "signed", "int16"),
  int32: facts(6, 32, "signed", "int32"),
  int64: facts(7, 64, "signed", "int64"),
  string: facts(8, undefined, "string", "string"),
  bool: facts(9, 8, "bool", "bool"),
  float16: facts(10, 16, "float", "float16"),
  float64: facts(11, 64, "float", "double"),
  uint32: facts(12, 32, "unsigned", "uint32"),
  uint64: facts(13, 64, "unsigned", "uint64"),
  complex64: facts(14, 64, "complex", "complex64"),
  complex128: facts(15, 128, "complex", "complex128"),
  bfloat16: facts(16, 16, "float", "bfloat16"),
  float8e4m3fn: facts(17, 8, "float", "float8e4m3fn"),
  float8e4m3fnuz: facts(18, 8, "float", "float8e4m3fnuz"),
  float8e5m2: facts(19, 8, "float", "float8e5m2"),
  float8e5m2fnuz: facts(20, 8, "float", "float8e5m2fnuz"),
  uint4: facts(21, 4, "unsigned", "uint4"),
  int4: facts(22, 4, "signed", "int4"),
  float4e2m1: facts(23, 4, "float", "float4e2m1"),
  float8e8m0: facts(24, 8, "float", "float8e8m0"),
  uint2: facts(25, 2, "unsigned", "uint2"),
  int2: facts(26, 2, "signed", "int2"),
} as const;

const byCode = new Map<number, DataType>();
const byOnnxText = new Map<string, DataType>();
for (const name of Object.keys(dataTypes) as DataType[]) {
  byCode.set(dataTypes[name].code, name);
  byOnnxText.set(dataTypes[name].onnxText, name);
}

/** undefined for 0 (undefined in ONNX) and codes this version does not know. */
export function dataTypeFromCode(code: number): DataType | undefined {
  return byCode.get(code);
}

export function dataTypeFromOnnxText(text: string): DataType | undefined {
  return byOnnxText.get(text);
}

export function isFloat(dtype: DataType | undefined): boolean {
  return dtype !== undefined && dataTypes[dtype].kind === "float";
}

/** Storage for `count` elements in bytes, sub-byte types packed; undefined for strings and unknown types. */
export function byteLength(dtype: DataType | undefined, count: number): number | undefined {
  const bits = dtype && dataTypes[dtype].bits;
  return bits === undefined ? undefined : Math.ceil((count * bits) / 8);
}
