import { expect, test } from "vitest";
import { type DataType } from "../../graph/data-type.ts";
import { roundHalfEven, storedValue } from "./stored-value.ts";

// NumPy's and ml_dtypes' results for the same conversions.
test.each<[number, DataType, number | undefined]>([
  [300, "uint8", 44],
  [-1, "uint32", 4294967295],
  [128, "int8", -128],
  [9, "int4", -7],
  [-1, "uint64", undefined],
  [2 ** 53, "int64", undefined],
  [0.1, "float32", 0.10000000149011612],
  [0.1, "float16", 0.0999755859375],
  [2049, "float16", 2048],
  [70000, "float16", undefined],
  [6e-8, "float16", 5.960464477539063e-8],
  [0.1, "bfloat16", 0.10009765625],
  [1e39, "float32", undefined],
  [0.1, "float8e4m3fn", undefined],
  [Number.NaN, "float32", undefined],
  [5, "bool", 1],
  [5, "string", undefined],
])("%d as %s", (value, dtype, expected) => {
  expect(storedValue(value, dtype)).toBe(expected);
});

test("halves round to even", () => {
  expect([0.5, 1.5, 2.5, -2.5, 2.4, 2.6].map(roundHalfEven)).toEqual([0, 2, 2, -2, 2, 3]);
});
