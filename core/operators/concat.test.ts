import { test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { concat } from "./concat.ts";
import { checkOperator } from "./contract/test-call.ts";

test.each([
  ["sizes add up", ["float32 1x64x7x7", "float32 1x32x7x7"], 1, "float32 1×96×7×7"],
  ["from the end", ["float32 2x3", "float32 2x1"], -1, "float32 2×4"],
  ["a cache that grows", ["float32 1x12xpastx64", "float32 1x12x1x64"], 2, "float32 1×12×past + 1×64"],
  ["a number says more than a symbol", ["float32 nx3", "float32 2x3"], 1, "float32 2×6"],
  ["one input unknown", ["float32 2x3", "float32 ?"], 1, "float32 2×y0_d1"],
  ["all unknown", ["float32 ?", "float32 ?"], 1, "float32 unknown shape"],
  ["ranks that differ", ["float32 2x3", "float32 2"], 0, "float32 unknown shape"],
  ["an axis out of range", ["float32 2x3"], 7, "float32 unknown shape"],
])("Concat: %s", (_, inputs, axis, output) => {
  checkOperator(concat, { inputs, attributes: { axis }, outputs: [output] });
});

test("Concat: known values", () => {
  const inputs = [
    { type: "int64 2x1", data: [1, symbol("n")] },
    { type: "int64 2x2", data: [3, 4, 5, 6] },
  ];
  checkOperator(concat, {
    inputs,
    attributes: { axis: 1 },
    outputs: ["int64 2×3"],
    data: [[1, 3, 4, "n", 5, 6]],
  });
});

test("Concat: a shape of which one size is not known", () => {
  const inputs = [{ type: "int64 1", data: [1] }, "int64 1", { type: "int64 1", data: [768] }];
  checkOperator(concat, { inputs, attributes: { axis: 0 }, outputs: ["int64 3"], data: [[1, "y0_d1", 768]] });
});
