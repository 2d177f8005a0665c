import { expect, test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { checkOperator } from "./contract/test-call.ts";
import { scatterElements } from "./scatter-elements.ts";

test("ScatterElements: both names", () => {
  expect(scatterElements.map((it) => it.type)).toEqual(["ScatterElements", "Scatter"]);
});

test.each(scatterElements.map((it) => [it.type, it] as const))("%s: the shape of the data", (_, operator) => {
  checkOperator(operator, { inputs: ["float32 3xn", "int64 1x2", "float32 1x2"], outputs: ["float32 3×n"] });
});

// The second example of the ONNX specification.
test.each(scatterElements.map((it) => [it.type, it] as const))("%s: known values", (_, operator) => {
  const inputs = [
    { type: "int64 1x5", data: [1, 2, 3, 4, 5] },
    { type: "int64 1x2", data: [1, 3] },
    { type: "int64 1x2", data: [11, symbol("n")] },
  ];
  checkOperator(operator, {
    inputs,
    attributes: { axis: 1 },
    outputs: ["int64 1×5"],
    data: [[1, 11, 3, "n", 5]],
  });
  checkOperator(operator, {
    inputs,
    attributes: { axis: 1, reduction: "add" },
    outputs: ["int64 1×5"],
    data: [undefined],
  });
});
