import { expect, test } from "vitest";
import { roleOf } from "./contract/operator.ts";
import { testFamily } from "./contract/test-family.ts";
import { member } from "./contract/test-rows.ts";
import { quantization } from "./quantization.ts";

testFamily(quantization, [
  [
    "QuantizeLinear",
    "the type of the zero point",
    { inputs: ["float32 1xN", "float32 scalar", "int8 scalar"], outputs: ["int8 1×N"] },
  ],
  [
    "QuantizeLinear",
    "uint8 by default",
    { inputs: ["float32 1xN", "float32 scalar"], outputs: ["uint8 1×N"] },
  ],
  [
    "QuantizeLinear",
    "output_dtype",
    { inputs: ["float32 4", "float32 scalar"], attributes: { output_dtype: 22 }, outputs: ["int4 4"] },
  ],
  [
    "DequantizeLinear",
    "the type of the scale",
    { inputs: ["int8 4", "float16 scalar"], outputs: ["float16 4"] },
  ],
  [
    "DequantizeLinear",
    "output_dtype",
    { inputs: ["int8 4", "float32 scalar"], attributes: { output_dtype: 10 }, outputs: ["float16 4"] },
  ],
  [
    "DequantizeLinear",
    "a scale that is not known, opset 13",
    { inputs: ["int8 4", undefined], opset: 13, outputs: ["float32 4"] },
  ],
  [
    "DynamicQuantizeLinear",
    "three outputs",
    { inputs: ["float32 1xN"], outputs: ["uint8 1×N", "float32 scalar", "uint8 scalar"] },
  ],
]);

test("scales and zero points are stored, but not learned", () => {
  const operator = member(quantization, "DequantizeLinear");
  expect([1, 2].map((it) => roleOf(operator, it))).toEqual(["buffer", "buffer"]);
});
