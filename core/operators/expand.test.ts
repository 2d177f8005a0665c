import { test } from "vitest";
import { type Dim, symbol } from "../graph/dim.ts";
import { checkOperator } from "./contract/test-call.ts";
import { expand } from "./expand.ts";

const to = (...data: readonly Dim[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["axes of size 1", ["float32 3x1", to(2, 3, 6)], "float32 2×3×6"],
  ["1 keeps the size", ["float32 3x4", to(1, 1)], "float32 3×4"],
  ["a class token", ["float32 1x1x768", to(symbol("batch"), 1, 768)], "float32 batch×1×768"],
  ["a shape that is not known", ["float32 1x4", "int64 3"], "float32 y0_d0×y0_d1×4"],
  ["sizes that contradict", ["float32 3x4", to(2, 4)], "float32 unknown shape"],
])("Expand: %s", (_, inputs, output) => {
  checkOperator(expand, { inputs, outputs: [output] });
});

test("Expand: known values", () => {
  const x = { type: "int64 2x1", data: [1, 2] };
  checkOperator(expand, {
    inputs: [x, to(2, 2, 2)],
    outputs: ["int64 2×2×2"],
    data: [[1, 1, 2, 2, 1, 1, 2, 2]],
  });
});
