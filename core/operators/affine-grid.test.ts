import { test } from "vitest";
import { affineGrid } from "./affine-grid.ts";
import { checkOperator } from "./contract/test-call.ts";

test.each([
  ["an image", ["float32 2x2x3", { type: "int64 4", data: [2, 3, 5, 6] }], "float32 2×5×6×2"],
  ["a volume", ["float32 2x3x4", { type: "int64 5", data: [2, 3, 4, 5, 6] }], "float32 2×4×5×6×3"],
  ["a size that is not known", ["float32 nx2x3", "int64 4"], "float32 n×y0_d1×y0_d2×2"],
  ["nothing known", ["float32 ?", "int64 ?"], "float32 unknown shape"],
])("AffineGrid: %s", (_, inputs, output) => {
  checkOperator(affineGrid, { inputs, outputs: [output] });
});
