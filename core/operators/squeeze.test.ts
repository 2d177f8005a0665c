import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { squeeze } from "./squeeze.ts";

const axes = (...data: number[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["one axis", ["float32 1x3x1", axes(0)], "float32 3×1"],
  ["from the end", ["float32 1x3x1", axes(-1)], "float32 1×3"],
  ["all of size 1", ["float32 1x3x1"], "float32 3"],
  ["all, where a size is not known", ["float32 1xn"], "float32 unknown shape"],
  ["a size that is not known", ["float32 nx3", axes(0)], "float32 3"],
  ["axes that are not known", ["float32 1x3x1", "int64 1"], "float32 y0_d0×y0_d1"],
  ["an axis out of range", ["float32 1x3", axes(4)], "float32 unknown shape"],
])("Squeeze: %s", (_, inputs, output) => {
  checkOperator(squeeze, { inputs, outputs: [output] });
});

test("Squeeze: axes as an attribute, before opset 13", () => {
  checkOperator(squeeze, {
    inputs: [{ type: "int64 1", data: [7] }],
    attributes: { axes: [0] },
    opset: 11,
    outputs: ["int64 scalar"],
    data: [[7]],
  });
});
