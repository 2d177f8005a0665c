import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** A new last axis with one place for each category. */
export const mlOneHotEncoder: Operator = {
  type: "OneHotEncoder",
  domain: "ai.onnx.ml",
  doc: "Each category as a vector that is 1 at one place.",

  infer(call) {
    const x = call.shape(0);
    const names = call.strings("cats_strings");
    const count = names?.length ? names.length : call.ints("cats_int64s")?.length;
    return [tensor("float32", x && [...x, sizeOrFresh(call, count, x.length)])];
  },
};
