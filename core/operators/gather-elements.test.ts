import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { gatherElements } from "./gather-elements.ts";

test("GatherElements: as many as there are indices", () => {
  checkOperator(gatherElements, { inputs: ["float16 4x5", "int64 2xn"], outputs: ["float16 2×n"] });
  checkOperator(gatherElements, { inputs: ["float16 4x5", "int64 ?"], outputs: ["float16 unknown shape"] });
});

// The first example of the ONNX specification.
test("GatherElements: known values", () => {
  const inputs = [
    { type: "int64 2x2", data: [1, 2, 3, 4] },
    { type: "int64 2x2", data: [0, 0, 1, 0] },
  ];
  checkOperator(gatherElements, {
    inputs,
    attributes: { axis: 1 },
    outputs: ["int64 2×2"],
    data: [[1, 1, 4, 3]],
  });
});

test("GatherElements: an index out of range is not folded", () => {
  const inputs = [
    { type: "int64 2", data: [1, 2] },
    { type: "int64 1", data: [9] },
  ];
  checkOperator(gatherElements, { inputs, outputs: ["int64 1"], data: [undefined] });
});
