import { test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { checkOperator } from "./contract/test-call.ts";
import { resize } from "./resize.ts";

const scales = (...data: number[]) => ({ type: `float32 ${data.length}`, data: data.map(Math.fround) });
const sizes = (...data: number[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["by scales", ["float32 1x3x10x10", undefined, scales(1, 1, 2, 0.7)], {}, "float32 1×3×20×7"],
  ["by scales, rounded down", ["float32 1x1x5x5", undefined, scales(1, 1, 0.6, 0.5)], {}, "float32 1×1×3×2"],
  ["a symbol", ["float32 1x3xhxw", undefined, scales(1, 1, 2, 0.5)], {}, "float32 1×3×2*h×floor(w/2)"],
  ["to sizes", ["float32 1x3x10x10", undefined, undefined, sizes(1, 3, 7, 8)], {}, "float32 1×3×7×8"],
  [
    "to sizes, scales empty",
    ["float32 1x1x2x2", "float32 0", scales(), sizes(1, 1, 3, 3)],
    {},
    "float32 1×1×3×3",
  ],
  [
    "some axes",
    ["float32 1x3x4x5", undefined, scales(2, 3), undefined],
    { axes: [3, 2] },
    "float32 1×3×12×10",
  ],
  ["nothing known", ["float32 1x3xhxw", undefined, "float32 4"], {}, "float32 y0_d0×y0_d1×y0_d2×y0_d3"],
  ["too few scales", ["float32 1x3", undefined, scales(1)], {}, "float32 y0_d0×y0_d1"],
  ["a negative scale", ["float32 4", undefined, scales(-1)], {}, "float32 y0_d0"],
])("Resize: %s", (_, inputs, attributes, output) => {
  checkOperator(resize, { inputs, attributes, outputs: [output] });
});

// Shapes of the ONNX backend tests resize_upsample_sizes_nearest_not_larger and _not_smaller.
test.each([
  ["not_larger", "float32 1×1×7×7"],
  ["not_smaller", "float32 1×1×8×8"],
])("Resize: the ratio kept, %s", (policy, output) => {
  const inputs = ["float32 1x1x2x2", undefined, undefined, sizes(7, 8)];
  const attributes = { keep_aspect_ratio_policy: policy, axes: [2, 3] };
  checkOperator(resize, { inputs, attributes, outputs: [output] });
});

test("Resize: part of the image", () => {
  const roi = { type: "float32 4", data: [0, 0.25, 1, 0.75] };
  const attributes = { coordinate_transformation_mode: "tf_crop_and_resize" };
  checkOperator(resize, { inputs: ["float32 1x8", roi, scales(1, 2)], attributes, outputs: ["float32 1×8"] });
});

test("Resize: to symbolic sizes", () => {
  const wanted = { type: "int64 2", data: [1, symbol("h")] };
  checkOperator(resize, { inputs: ["float32 1x8", undefined, undefined, wanted], outputs: ["float32 1×h"] });
});

test("Resize: opset 10 has the scales first", () => {
  checkOperator(resize, { inputs: ["float32 1x4", scales(1, 2.5)], opset: 10, outputs: ["float32 1×10"] });
});
