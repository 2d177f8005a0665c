import { expect, test } from "vitest";
import { centerCropPad } from "./center-crop-pad.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";

const to = (...data: number[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["all axes", ["float32 20x8x3", to(10, 9, 3)], {}, "float32 10×9×3"],
  ["some axes", ["float32 20xnx3", to(10)], { axes: [-3] }, "float32 10×n×3"],
  ["sizes that are not known", ["float32 20x8", "int64 2"], {}, "float32 y0_d0×y0_d1"],
  ["too many sizes", ["float32 20", to(1, 2)], {}, "float32 y0_d0"],
])("CenterCropPad: %s", (_, inputs, attributes, output) => {
  checkOperator(centerCropPad, { inputs, attributes, outputs: [output] });
});

test("CenterCropPad: what is cropped is not read", () => {
  const call = callOf(centerCropPad, { inputs: ["float32 20x8", to(10, 9)] });
  expect(centerCropPad.moves?.(call, centerCropPad.infer(call) ?? [])).toEqual({ reads: [80] });
});
