import { type Dim, multiply } from "../graph/dim.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { classLabels, featureRows, valueCount } from "./contract/feature-rows.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** Linear models of ai.onnx.ml. Their coefficients, one for each feature and class, are an attribute. */
export const mlLinear: readonly Operator[] = [
  {
    type: "LinearClassifier",
    domain: "ai.onnx.ml",
    doc: "Scores classes by weighted sums of features.",
    howCounted: "One multiply-add for each row, feature and class.",

    infer(call) {
      const rows = featureRows(call);
      const { count, dtype } = classLabels(call);
      return [tensor(dtype, [rows]), tensor("float32", [rows, sizeOrFresh(call, count, 1, 1)])];
    },

    multiplyAdds: productsOf,
    parameters: (call) => valueCount(call, "coefficients", "intercepts"),
  },
  {
    type: "LinearRegressor",
    domain: "ai.onnx.ml",
    doc: "Predicts targets as weighted sums of features.",
    howCounted: "One multiply-add for each row, feature and class.",
    infer: (call) => [tensor("float32", [featureRows(call), sizeOrFresh(call, call.int("targets", 1), 1)])],
    multiplyAdds: productsOf,
    parameters: (call) => valueCount(call, "coefficients", "intercepts"),
  },
];

function productsOf(call: Call): Dim {
  return multiply(featureRows(call), valueCount(call, "coefficients"));
}
