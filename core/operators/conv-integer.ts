import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { convMultiplyAdds, convShape } from "./conv.ts";

/** x, w, x_zero_point, w_zero_point → y int32. */
export const convInteger: Operator = {
  type: "ConvInteger",
  doc: "Convolution of 8-bit integers with 32-bit sums.",
  roles: ["data", "weight", "buffer", "buffer"],

  infer(call) {
    return [tensor("int32", convShape(call, 0, 1))];
  },

  multiplyAdds: (call, outputs) => convMultiplyAdds(call, 1, outputs),
};
