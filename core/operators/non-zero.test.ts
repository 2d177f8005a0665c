import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { nonZero } from "./non-zero.ts";

test("NonZero: how many depends on the values", () => {
  checkOperator(nonZero, { inputs: ["bool 3x4"], outputs: ["int64 2×y0_d1"] });
  checkOperator(nonZero, { inputs: ["bool ?"], outputs: ["int64 y0_d0×y0_d1"] });
});

// numpy.nonzero([[1, 0], [1, 1]]), as in the ONNX operator documentation.
test("NonZero: known values", () => {
  const x = { type: "bool 2x2", data: [1, 0, 1, 1] };
  checkOperator(nonZero, { inputs: [x], outputs: ["int64 2×3"], data: [[0, 1, 1, 0, 0, 1]] });
});
