import { type Dim } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { classLabels, featureRows, valueCount } from "./contract/feature-rows.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** Support vector machines of ai.onnx.ml; the vectors are attributes. */
export const mlSupportVectors: readonly Operator[] = [
  {
    type: "SVMClassifier",
    domain: "ai.onnx.ml",
    doc: "Classifies by similarity to support vectors.",
    howCounted: "Kernel evaluations are 0 multiply-adds by convention.",

    infer(call) {
      const rows = featureRows(call);
      const scores = sizeOrFresh(call, scoreCount(call), 1, 1);
      return [tensor(classLabels(call).dtype, [rows]), tensor("float32", [rows, scores])];
    },

    parameters: (call) => valueCount(call, "support_vectors", "coefficients", "rho", "prob_a", "prob_b"),
  },
  {
    type: "SVMRegressor",
    domain: "ai.onnx.ml",
    doc: "Predicts a value by similarity to support vectors.",
    howCounted: "Kernel evaluations are 0 multiply-adds by convention.",
    infer: (call) => [tensor("float32", [featureRows(call), 1])],
    parameters: (call) => valueCount(call, "support_vectors", "coefficients", "rho"),
  },
];

/** One score for each class; without probabilities one for each pair of classes, as ONNX Runtime gives them. */
function scoreCount(call: Call): Dim | undefined {
  const { count } = classLabels(call);
  const isRaw = valueCount(call, "prob_a") === 0 && valueCount(call, "vectors_per_class") > 0;
  if (count === undefined || !isRaw) return count;
  return count > 2 ? (count * (count - 1)) / 2 : 2;
}
