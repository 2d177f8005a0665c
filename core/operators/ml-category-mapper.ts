import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** Strings become integers, integers strings. */
export const mlCategoryMapper: Operator = {
  type: "CategoryMapper",
  domain: "ai.onnx.ml",
  doc: "Turns category names into numbers, or numbers into names.",

  infer(call) {
    const from = call.dtype(0);
    return [tensor(from && (from === "string" ? "int64" : "string"), call.shape(0))];
  },
};
