import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { transpose } from "./transpose.ts";

test.each([
  ["reversed by default", "float32 2x3x4", {}, "float32 4×3×2"],
  ["an order", "float32 batchxseqx12x64", { perm: [0, 2, 1, 3] }, "float32 batch×12×seq×64"],
  ["a scalar", "float32 scalar", {}, "float32 scalar"],
  ["an unknown rank", "float32 ?", { perm: [1, 0] }, "float32 y0_d0×y0_d1"],
  ["not an order", "float32 2x3", { perm: [0, 0] }, "float32 unknown shape"],
])("Transpose: %s", (_, x, attributes, output) => {
  checkOperator(transpose, { inputs: [x], attributes, outputs: [output] });
});

test("Transpose: known values", () => {
  const x = { type: "int64 2x3", data: [1, 2, 3, 4, 5, 6] };
  checkOperator(transpose, { inputs: [x], outputs: ["int64 3×2"], data: [[1, 4, 2, 5, 3, 6]] });
});
