import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { split } from "./split.ts";

const parts = (...data: number[]) => ({ type: `int64 ${data.length}`, data });

test.each([
  ["sizes given", ["float32 2x6", parts(1, 5)], { axis: 1 }, ["float32 2×1", "float32 2×5"]],
  ["equal parts", ["float32 2x6"], { axis: -1, num_outputs: 2 }, ["float32 2×3", "float32 2×3"]],
  [
    "a smaller last part",
    ["float32 7"],
    { num_outputs: 4 },
    ["float32 2", "float32 2", "float32 2", "float32 1"],
  ],
  ["a size with a factor", ["float32 1xn"], { axis: 0, num_outputs: 1 }, ["float32 1×n"]],
  ["a symbol", ["float32 n"], { num_outputs: 2 }, ["float32 ceil(n/2)", "float32 -ceil(n/2) + n"]],
  ["sizes that are not known", ["float32 6", "int64 2"], {}, ["float32 y0_d0", "float32 y1_d0"]],
  ["an axis out of range", ["float32 6"], { axis: 3 }, ["float32 unknown shape"]],
  ["an unknown rank", ["float32 ?"], {}, ["float32 unknown shape"]],
])("Split: %s", (_, inputs, attributes, outputs) => {
  checkOperator(split, { inputs, attributes, outputs });
});

test("Split: sizes as an attribute, before opset 13", () => {
  const outputs = ["int64 2", "int64 1"];
  const x = { type: "int64 3", data: [4, 5, 6] };
  checkOperator(split, {
    inputs: [x],
    attributes: { split: [2, 1] },
    opset: 11,
    outputs,
    data: [[4, 5], [6]],
  });
});
