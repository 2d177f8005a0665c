import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { topK } from "./top-k.ts";

const k = { type: "int64 1", data: [5] };

test.each([
  ["the last axis", ["float32 1x1000", k], {}, ["float32 1×5", "int64 1×5"]],
  ["another axis", ["float32 nx10x3", k], { axis: 0 }, ["float32 5×10×3", "int64 5×10×3"]],
  ["a count that is not known", ["float32 1x10", "int64 1"], {}, ["float32 1×y0_d1", "int64 1×y0_d1"]],
  ["an unknown rank", ["float32 ?", k], {}, ["float32 unknown shape", "int64 unknown shape"]],
])("TopK: %s", (_, inputs, attributes, outputs) => {
  checkOperator(topK, { inputs, attributes, outputs });
});

test("TopK: the count as an attribute, before opset 10", () => {
  checkOperator(topK, {
    inputs: ["float32 1x9"],
    attributes: { k: 2 },
    opset: 1,
    outputs: ["float32 1×2", "int64 1×2"],
  });
});
