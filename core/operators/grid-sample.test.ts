import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { gridSample } from "./grid-sample.ts";

test.each([
  ["an image", ["float32 1x3x4x4", "float32 1x6x7x2"], "float32 1×3×6×7"],
  ["a volume", ["float32 nx1x2x3x2", "float32 nx2x4x2x3"], "float32 n×1×2×4×2"],
  ["a grid that is not known", ["float32 1x3x4x4", "float32 ?"], "float32 1×3×y0_d2×y0_d3"],
  ["ranks that differ", ["float32 1x3x4x4", "float32 1x6x2"], "float32 unknown shape"],
])("GridSample: %s", (_, inputs, output) => {
  checkOperator(gridSample, { inputs, outputs: [output] });
});
