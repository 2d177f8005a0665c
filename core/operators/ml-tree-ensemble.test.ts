import { expect, test } from "vitest";
import { type Attribute } from "../graph/model.ts";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { mlTreeEnsemble } from "./ml-tree-ensemble.ts";

const [ensemble, classifier, regressor] = mlTreeEnsemble;
const floats = (count: number): Attribute => ({ kind: "floats", value: new Array<number>(count).fill(0.5) });
const table = (count: number): Attribute => ({
  kind: "tensor",
  value: { name: "", dtype: "float64", dims: [count], storage: { kind: "literal" } },
});

test("TreeEnsemble: one column for each target", () => {
  if (!ensemble) throw new Error("no entry");
  const attributes = { n_targets: 2, nodes_splits: table(5), leaf_weights: table(6) };
  checkOperator(ensemble, { inputs: ["float64 nx3"], attributes, outputs: ["float64 n×2"], multiplyAdds: 0 });
  expect(ensemble.parameters?.(callOf(ensemble, { inputs: ["float64 nx3"], attributes }))).toBe(11);
});

test("TreeEnsembleClassifier: a label and a score for each class", () => {
  if (!classifier) throw new Error("no entry");
  const attributes = { classlabels_int64s: [0, 1, 2], nodes_values: floats(7), class_weights: floats(12) };
  checkOperator(classifier, { inputs: ["float32 nx3"], attributes, outputs: ["int64 n", "float32 n×3"] });
  expect(classifier.parameters?.(callOf(classifier, { inputs: ["float32 nx3"], attributes }))).toBe(19);
});

test("TreeEnsembleRegressor: float32 whatever it is given", () => {
  if (!regressor) throw new Error("no entry");
  checkOperator(regressor, {
    inputs: ["float64 nx3"],
    attributes: { n_targets: 1 },
    outputs: ["float32 n×1"],
  });
  checkOperator(regressor, { inputs: ["float64 nx3"], outputs: ["float32 n×y0_d1"] });
});
