/** Element types by the names that PyTorch has for them. It must not guess. */
import { type DataType } from "../graph/data-type.ts";

const ofStorages: ReadonlyMap<string, DataType> = new Map([
  ["BFloat16", "bfloat16"],
  ["Bool", "bool"],
  ["Byte", "uint8"],
  ["Char", "int8"],
  ["ComplexDouble", "complex128"],
  ["ComplexFloat", "complex64"],
  ["Double", "float64"],
  ["Float", "float32"],
  ["Half", "float16"],
  ["Int", "int32"],
  ["Long", "int64"],
  ["QInt32", "int32"],
  ["QInt8", "int8"],
  ["QUInt2x4", "uint2"],
  ["QUInt4x2", "uint4"],
  ["QUInt8", "uint8"],
  ["Short", "int16"],
]);

/** The type of `torch.FloatStorage`, `torch.cuda.HalfTensor`, …; bytes for an untyped storage. */
export function storageType(global: string): DataType | undefined {
  if (global === "torch.storage.UntypedStorage" || global === "torch.UntypedStorage") return "uint8";
  const [, kind = ""] =
    /^torch\.(?:cuda\.|sparse\.|cuda\.sparse\.)?(\w+?)(?:Storage|Tensor)$/.exec(global) ?? [];
  return ofStorages.get(kind);
}

const ofDtypes: ReadonlyMap<string, DataType> = new Map([
  ...(
    [
      "bool",
      "bfloat16",
      "float16",
      "float32",
      "float64",
      "complex64",
      "complex128",
      "int8",
      "int16",
      "int32",
    ] as const
  ).map((it) => [it, it] as const),
  ...(["int64", "uint8", "uint16", "uint32", "uint64", "int2", "int4", "uint2", "uint4"] as const).map(
    (it) => [it, it] as const,
  ),
  ["float8_e4m3fn", "float8e4m3fn"],
  ["float8_e4m3fnuz", "float8e4m3fnuz"],
  ["float8_e5m2", "float8e5m2"],
  ["float8_e5m2fnuz", "float8e5m2fnuz"],
  ["float8_e8m0fnu", "float8e8m0"],
  ["qint8", "int8"],
  ["quint8", "uint8"],
  ["qint32", "int32"],
  ["quint4x2", "uint4"],
  ["quint2x4", "uint2"],
] satisfies (readonly [string, DataType])[]);

/** The type of `torch.float32`. */
export function torchDtype(global: string): DataType | undefined {
  return global.startsWith("torch.") ? ofDtypes.get(global.slice("torch.".length)) : undefined;
}

/** ScalarType of torch/_export/serde/schema.py, as an exported program numbers it. */
const scalarTypes: readonly (DataType | undefined)[] = [
  undefined,
  "uint8",
  "int8",
  "int16",
  "int32",
  "int64",
  "float16",
  "float32",
  "float64",
  undefined, // complex32
  "complex64",
  "complex128",
  "bool",
  "bfloat16",
];

const laterScalarTypes: ReadonlyMap<number, DataType> = new Map([
  [28, "uint16"],
  [29, "float8e4m3fn"],
  [30, "float8e5m2"],
  [31, "float8e4m3fnuz"],
  [32, "float8e5m2fnuz"],
  [33, "float8e8m0"],
  [34, "uint32"],
  [35, "uint64"],
]);

export function scalarType(code: unknown): DataType | undefined {
  return typeof code === "number" ? (scalarTypes[code] ?? laterScalarTypes.get(code)) : undefined;
}
