import { expect, test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { mlFeatureScaling } from "./ml-feature-scaling.ts";

test.each([
  ["Binarizer", "float64 n×4"],
  ["Imputer", "float64 n×4"],
  ["Normalizer", "float32 n×4"],
  ["Scaler", "float32 n×4"],
])("%s: the shape stays", (type, output) => {
  const operator = mlFeatureScaling.find((it) => it.type === type);
  expect(operator?.domain).toBe("ai.onnx.ml");
  if (operator) checkOperator(operator, { inputs: ["float64 nx4"], outputs: [output] });
});
