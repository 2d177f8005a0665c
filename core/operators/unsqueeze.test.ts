import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { unsqueeze } from "./unsqueeze.ts";

const axes = (...data: number[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["in front and at the end", ["float32 3xn", axes(0, -1)], "float32 1×3×n×1"],
  ["not sorted", ["float32 3x4x5", axes(5, 4, 2)], "float32 3×4×1×5×1×1"],
  ["axes that are not known", ["float32 3", "int64 2"], "float32 y0_d0×y0_d1×y0_d2"],
  ["the same axis twice", ["float32 3", axes(0, 0)], "float32 unknown shape"],
  ["an axis out of range", ["float32 3", axes(9)], "float32 unknown shape"],
  ["a count that cannot be", ["float32 3", "int64 1000000000"], "float32 unknown shape"],
])("Unsqueeze: %s", (_, inputs, output) => {
  checkOperator(unsqueeze, { inputs, outputs: [output] });
});

test("Unsqueeze: axes as an attribute, before opset 13", () => {
  checkOperator(unsqueeze, {
    inputs: [{ type: "int64 scalar", data: [7] }],
    attributes: { axes: [0] },
    opset: 11,
    outputs: ["int64 1"],
    data: [[7]],
  });
});
