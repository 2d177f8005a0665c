import { expect, test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { mlSupportVectors } from "./ml-support-vectors.ts";

const [classifier, regressor] = mlSupportVectors;
const floats = (count: number): Attribute => ({ kind: "floats", value: new Array<number>(count).fill(0.5) });

test("SVMClassifier: probabilities, or one score for each pair of classes", () => {
  if (!classifier) throw new Error("no entry");
  const vectors = { vectors_per_class: [2, 2, 2, 2], classlabels_ints: [0, 1, 2, 3] };
  const inputs = ["float32 nx3"];
  const withProbabilities = { ...vectors, prob_a: floats(6), prob_b: floats(6) };
  checkOperator(classifier, { inputs, attributes: withProbabilities, outputs: ["int64 n", "float32 n×4"] });
  checkOperator(classifier, { inputs, attributes: vectors, outputs: ["int64 n", "float32 n×6"] });
  const two = { vectors_per_class: [2, 2], classlabels_ints: [0, 1] };
  checkOperator(classifier, { inputs, attributes: two, outputs: ["int64 n", "float32 n×2"] });
});

test("SVMRegressor: one value for each row", () => {
  if (!regressor) throw new Error("no entry");
  const attributes = { support_vectors: floats(30), coefficients: floats(10), rho: floats(1) };
  checkOperator(regressor, {
    inputs: ["float32 nx3"],
    attributes,
    outputs: ["float32 n×1"],
    multiplyAdds: 0,
  });
  expect(regressor.parameters?.(callOf(regressor, { inputs: ["float32 nx3"], attributes }))).toBe(41);
});
