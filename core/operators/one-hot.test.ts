import { test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { checkOperator } from "./contract/test-call.ts";
import { oneHot } from "./one-hot.ts";

const depth = { type: "int64 scalar", data: [10] };

test.each([
  ["a last axis", ["int64 2xn", depth, "float32 2"], {}, "float32 2×n×10"],
  ["a first axis", ["int64 2x3", depth, "float16 2"], { axis: 0 }, "float16 10×2×3"],
  ["a depth that is not known", ["int64 2", "int64 scalar", "float32 2"], {}, "float32 2×y0_d1"],
  ["an axis out of range", ["int64 2", depth, "float32 2"], { axis: 5 }, "float32 unknown shape"],
])("OneHot: %s", (_, inputs, attributes, output) => {
  checkOperator(oneHot, { inputs, attributes, outputs: [output] });
});

test("OneHot: its values are known where indices, depth and values are, which may be sizes", () => {
  checkOperator(oneHot, {
    inputs: [
      { type: "int64 2", data: [1, -1] },
      { type: "int64 scalar", data: [3] },
      { type: "int64 2", data: [1, symbol("n")] },
    ],
    outputs: ["int64 2×3"],
    data: [[1, "n", 1, 1, 1, "n"]],
  });
});
