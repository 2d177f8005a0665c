import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { compress } from "./compress.ts";

const condition = { type: "bool 3", data: [0, 1, 1] };

test.each([
  ["along an axis", ["float32 3x2", condition], { axis: 0 }, "float32 2×2"],
  ["flattened", ["float32 3x2", condition], {}, "float32 2"],
  ["a condition that is not known", ["float32 3x2", "bool 3"], { axis: -1 }, "float32 3×y0_d1"],
  ["an axis out of range", ["float32 3x2", condition], { axis: 2 }, "float32 unknown shape"],
])("Compress: %s", (_, inputs, attributes, output) => {
  checkOperator(compress, { inputs, attributes, outputs: [output] });
});

// Examples of the ONNX operator documentation: compress_0 and compress_1.
test("Compress: known values", () => {
  const x = { type: "int64 3x2", data: [1, 2, 3, 4, 5, 6] };
  const attributes = { axis: 0 };
  checkOperator(compress, {
    inputs: [x, condition],
    attributes,
    outputs: ["int64 2×2"],
    data: [[3, 4, 5, 6]],
  });
  const second = { type: "bool 2", data: [0, 1] };
  checkOperator(compress, {
    inputs: [x, second],
    attributes: { axis: 1 },
    outputs: ["int64 3×1"],
    data: [[2, 4, 6]],
  });
});
