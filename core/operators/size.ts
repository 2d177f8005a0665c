import { volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** How many elements a tensor has. */
export const size: Operator = {
  type: "Size",
  doc: "How many elements a tensor has.",
  infer: () => [tensor("int64", [])],

  fold(call) {
    const x = call.shape(0);
    return [x && [volume(x)]];
  },

  moves: () => ({ reads: [0] }),
};
