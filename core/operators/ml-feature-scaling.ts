import { type DataType } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** ai.onnx.ml operators on features that keep the shape. Some give float32 whatever they are given. */
export const mlFeatureScaling: readonly Operator[] = [
  operator("Binarizer", "1 for values above a threshold, 0 for the others."),
  operator("Imputer", "Puts a value in place of missing ones."),
  operator("Normalizer", "Divides each row by its maximum, sum or length.", "float32"),
  operator("Scaler", "Subtracts an offset from each feature and scales it.", "float32"),
];

function operator(type: string, doc: string, dtype?: DataType): Operator {
  return {
    type,
    domain: "ai.onnx.ml",
    doc,
    infer: (call) => [tensor(dtype ?? call.dtype(0), call.shape(0))],
  };
}
