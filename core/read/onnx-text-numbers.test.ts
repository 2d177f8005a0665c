import { describe, expect, it } from "vitest";
import { type DataType } from "../graph/data-type.ts";
import { float32Text, integerText, textFromValues, valuesFromText } from "./onnx-text-numbers.ts";

// Codes and values from onnx.numpy_helper with ml_dtypes: np.array(codes, uint8).view(ml_dtypes.float8_e4m3fn).
const rows: readonly (readonly [DataType, readonly number[], readonly number[]])[] = [
  [
    "float8e4m3fn",
    [0, 1, 7, 8, 56, 126, 127, 128, 184, 254],
    [0, 0.001953125, 0.013671875, 0.015625, 1, 448, NaN, -0, -1, -448],
  ],
  ["float8e4m3fnuz", [0, 1, 8, 64, 127, 128, 255], [0, 0.0009765625, 0.0078125, 1, 240, NaN, -240]],
  [
    "float8e5m2",
    [0, 1, 4, 60, 123, 124, 126, 128, 252],
    [0, 1.52587890625e-5, 6.103515625e-5, 1, 57344, Infinity, NaN, -0, -Infinity],
  ],
  [
    "float8e5m2fnuz",
    [0, 1, 4, 64, 127, 128, 255],
    [0, 7.62939453125e-6, 3.0517578125e-5, 1, 57344, NaN, -57344],
  ],
  [
    "float8e8m0",
    [0, 1, 126, 127, 128, 254, 255],
    [5.877471754111438e-39, 1.1754943508222875e-38, 0.5, 1, 2, 1.7014118346046923e38, NaN],
  ],
  [
    "float4e2m1",
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [0, 0.5, 1, 1.5, 2, 3, 4, 6, -0, -0.5, -1, -1.5, -2, -3, -4, -6],
  ],
  [
    "float16",
    [0, 1, 1023, 1024, 15360, 31743, 31744, 32256, 32768, 48128],
    [0, 5.960464477539063e-8, 6.097555160522461e-5, 6.103515625e-5, 1, 65504, Infinity, NaN, -0, -1],
  ],
  [
    "bfloat16",
    [0, 1, 128, 16256, 32639, 32640, 32704, 32768, 65408],
    [
      0,
      9.183549615799121e-41,
      1.1754943508222875e-38,
      1,
      3.3895313892515355e38,
      Infinity,
      NaN,
      -0,
      -Infinity,
    ],
  ],
];

describe("valuesFromText and textFromValues", () => {
  it.each(rows)("agree with ml_dtypes on %s", (dtype, codes, values) => {
    expect(valuesFromText(dtype, codes, codes.length)).toEqual(values);
    const text = textFromValues(dtype, values)?.map(Number) ?? [];
    // Packed codes are fewer, and more than one code can mean NaN, so all are compared by what they mean.
    expect(valuesFromText(dtype, text, codes.length)).toEqual(values);
  });

  // onnx.proto: pairs of 4-bit elements share a byte, the first one in its low half.
  it.each<[DataType, number[], number[]]>([
    ["int4", [0x21, 0x0f], [1, 2, -1]],
    ["uint4", [0x21, 0x0f], [1, 2, 15]],
    ["int2", [0b11100100], [0, 1, -2, -1]],
    ["uint2", [0b11100100], [0, 1, 2, 3]],
    ["float4e2m1", [0x72], [1, 6]],
  ])("pack %s", (dtype, bytes, values) => {
    expect(valuesFromText(dtype, bytes, values.length)).toEqual(values);
    expect(textFromValues(dtype, values)).toEqual(bytes.map(String));
  });

  it("take one number for each packed element too", () => {
    expect(valuesFromText("int4", [1, -2, 15], 3)).toEqual([1, -2, -1]);
  });

  it("give up what a type cannot hold exactly", () => {
    expect(textFromValues("float16", [0.1])).toBeUndefined();
    expect(textFromValues("float4e2m1", [NaN])).toBeUndefined();
    expect(textFromValues("complex64", [1])).toBeUndefined();
  });

  it("write floats as short as they go", () => {
    expect(textFromValues("float32", [Math.fround(0.1), -0, 3, NaN, -Infinity])).toEqual([
      "0.1",
      "-0",
      "3",
      "nan",
      "-inf",
    ]);
    expect(textFromValues("float64", [0.1, Math.fround(0.1)])).toEqual(["0.1", "0.10000000149011612"]);
  });
});

describe("float32Text", () => {
  it.each([
    [2, "2.0"],
    [-0, "-0.0"],
    [Math.fround(1e30), "1e+30"],
    [Math.fround(1e-5), "0.00001"],
    [1 / 0, "inf"],
  ])("writes %d as a float literal", (value, text) => {
    expect(float32Text(value)).toBe(text);
  });

  it("gives the same float back", () => {
    for (let i = 1; i < 3000; i++) {
      const value = Math.fround(Math.sin(i) * 10 ** ((i % 70) - 35));
      expect(Math.fround(Number(float32Text(value)))).toBe(value);
    }
  });
});

describe("integerText", () => {
  it("writes whole numbers in full, the ends of the ranges included", () => {
    expect([2 ** 63, -(2 ** 63), 2 ** 53 + 2, -0, 7].map(integerText("int64"))).toEqual([
      "9223372036854775807",
      "-9223372036854775808",
      "9007199254740994",
      "0",
      "7",
    ]);
    expect(integerText("uint64")(2 ** 64)).toBe("18446744073709551615");
  });
});
