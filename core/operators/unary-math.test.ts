import { expect, test } from "vitest";
import { type Dim, dimText, multiply, subtract, symbol } from "../graph/dim.ts";
import { callOf } from "./contract/test-call.ts";
import { testFamily } from "./contract/test-family.ts";
import { member } from "./contract/test-rows.ts";
import { unaryMath } from "./unary-math.ts";

testFamily(unaryMath, [
  ["Erf", "keeps shape and type", { inputs: ["float16 2x3xH"], outputs: ["float16 2×3×H"] }],
  ["Sqrt", "an unknown rank stays unknown", { inputs: ["float32 ?"], outputs: ["float32 unknown shape"] }],
  [
    "Round",
    "halves go to even",
    {
      inputs: [{ type: "float32 5", data: [0.5, 1.5, 2.5, -0.5, -1.5] }],
      outputs: ["float32 5"],
      data: [[0, 2, 2, 0, -2]],
    },
  ],
  [
    "Sqrt",
    "rounds to float32",
    {
      inputs: [{ type: "float32 scalar", data: [2] }],
      outputs: ["float32 scalar"],
      // numpy.sqrt(numpy.float32(2)) as a double.
      data: [[1.4142135381698608]],
    },
  ],
  [
    "Sqrt",
    "of a negative number is not a value",
    { inputs: [{ type: "float32 1", data: [-1] }], outputs: ["float32 1"], data: [undefined] },
  ],
  [
    "Reciprocal",
    "of 0 is not a value",
    { inputs: [{ type: "float32 1", data: [0] }], outputs: ["float32 1"], data: [undefined] },
  ],
  [
    "Neg",
    "wraps in int8",
    { inputs: [{ type: "int8 2", data: [-128, 5] }], outputs: ["int8 2"], data: [[-128, -5]] },
  ],
]);

const height = symbol("H");

function folded(type: string, value: Dim): string | undefined {
  const operator = member(unaryMath, type);
  const call = callOf(operator, { inputs: [{ type: "float32 1", data: [value] }] });
  const [values] = operator.fold?.(call, operator.infer(call) ?? []) ?? [];
  return values?.map(dimText).join();
}

test.each([
  ["Floor", multiply(height, 0.5), "floor(H/2)"],
  ["Ceil", multiply(height, 0.5), "ceil(H/2)"],
  ["Floor", multiply(height, 1.5), "floor(3*H/2)"],
  ["Floor", multiply(height, Math.fround(0.1)), "floor(H/10)"],
  ["Floor", multiply(height, 2), "2*H"],
  ["Round", multiply(height, 2), "2*H"],
  ["Round", multiply(height, 0.5), undefined],
  ["Abs", height, "H"],
  ["Abs", multiply(height, -1), "H"],
  ["Abs", subtract(height, 3), undefined],
  ["Neg", height, "-H"],
  ["Sqrt", height, undefined],
])("%s of a symbolic size (case %#)", (type, value, expected) => {
  expect(folded(type, value)).toBe(expected);
});
