import { shapeOf, tensor } from "../graph/value-type.ts";
import { matmulMultiplyAdds, matmulShape } from "./contract/matrix-product.ts";
import { type Operator } from "./contract/operator.ts";

/** A, B, a_zero_point, b_zero_point → int32. */
export const matmulInteger: Operator = {
  type: "MatMulInteger",
  doc: "Matrix product of 8-bit integers with 32-bit sums.",
  roles: ["weight", "weight", "buffer", "buffer"],

  infer(call) {
    return [tensor("int32", matmulShape(call, call.shape(0), call.shape(1)))];
  },

  multiplyAdds: (call, [y]) => matmulMultiplyAdds(call.shape(0), call.shape(1), shapeOf(y)),
};
