import { test } from "vitest";
import { symbol } from "../graph/dim.ts";
import { checkOperator } from "./contract/test-call.ts";
import { scatterNd } from "./scatter-nd.ts";

test("ScatterND: the shape of the data", () => {
  checkOperator(scatterNd, { inputs: ["float32 4xn", "int64 2x1", "float32 2xn"], outputs: ["float32 4×n"] });
});

test("ScatterND: one size of a shape is replaced", () => {
  const inputs = [
    { type: "int64 3", data: [1, 2, 3] },
    { type: "int64 1x1", data: [-1] },
    { type: "int64 1", data: [symbol("n")] },
  ];
  checkOperator(scatterNd, { inputs, outputs: ["int64 3"], data: [[1, 2, "n"]] });
});

test("ScatterND: an index out of range is not folded", () => {
  const inputs = [
    { type: "int64 2", data: [1, 2] },
    { type: "int64 1x1", data: [5] },
    { type: "int64 1", data: [3] },
  ];
  checkOperator(scatterNd, { inputs, outputs: ["int64 2"], data: [undefined] });
});
