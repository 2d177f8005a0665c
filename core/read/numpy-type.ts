/** Element types by the codes that NumPy writes (`<f4`). It must not guess. */
import { type DataType } from "../graph/data-type.ts";

const types: ReadonlyMap<string, DataType> = new Map([
  ["b1", "bool"],
  ["i1", "int8"],
  ["i2", "int16"],
  ["i4", "int32"],
  ["i8", "int64"],
  ["u1", "uint8"],
  ["u2", "uint16"],
  ["u4", "uint32"],
  ["u8", "uint64"],
  ["f2", "float16"],
  ["f4", "float32"],
  ["f8", "float64"],
  ["c8", "complex64"],
  ["c16", "complex128"],
]);

/** The type of `<f4`, `|b1`, `f4`; undefined for texts, records and objects. */
export function numpyType(code: string): DataType | undefined {
  return types.get(code.replace(/^[<>=|]/, ""));
}

/** Bytes of one element of a type that is none of ours: texts (`<U10`), raw bytes (`|V8`), long doubles. */
export function numpyItemSize(code: string): number | undefined {
  const [, kind, digits] = /^[<>=|]?([SaUVfcmM])(\d+)(?:\[.*\])?$/.exec(code) ?? [];
  if (kind === undefined) return undefined;
  const size = Number(digits);
  return Number.isSafeInteger(size) ? size * (kind === "U" ? 4 : 1) : undefined;
}
