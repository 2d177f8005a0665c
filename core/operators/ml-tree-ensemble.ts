import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { classLabels, featureRows, valueCount } from "./contract/feature-rows.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

const howCounted = "Decisions in trees are comparisons: 0 multiply-adds by convention.";

/** Decision trees of ai.onnx.ml; thresholds and leaves are attributes. */
export const mlTreeEnsemble: readonly Operator[] = [
  {
    type: "TreeEnsemble",
    domain: "ai.onnx.ml",
    doc: "Adds up the leaves that decision trees reach.",
    howCounted,
    infer: (call) => [tensor(call.dtype(0), [featureRows(call), targets(call)])],
    parameters: (call) => valueCount(call, "nodes_splits", "leaf_weights"),
  },
  {
    type: "TreeEnsembleClassifier",
    domain: "ai.onnx.ml",
    doc: "Classifies with decision trees.",
    howCounted,

    infer(call) {
      const rows = featureRows(call);
      const { count, dtype } = classLabels(call);
      return [tensor(dtype, [rows]), tensor("float32", [rows, sizeOrFresh(call, count, 1, 1)])];
    },

    parameters: (call) => thresholds(call) + valueCount(call, "class_weights", "class_weights_as_tensor"),
  },
  {
    type: "TreeEnsembleRegressor",
    domain: "ai.onnx.ml",
    doc: "Predicts values with decision trees.",
    howCounted,
    infer: (call) => [tensor("float32", [featureRows(call), targets(call)])],
    parameters: (call) => thresholds(call) + valueCount(call, "target_weights", "target_weights_as_tensor"),
  },
];

function targets(call: Call) {
  return sizeOrFresh(call, call.int("n_targets"), 1);
}

function thresholds(call: Call): number {
  return valueCount(call, "nodes_values", "nodes_values_as_tensor", "base_values", "base_values_as_tensor");
}
