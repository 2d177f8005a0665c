import { shapeOf, tensor } from "../graph/value-type.ts";
import { matmulMultiplyAdds, matmulShape } from "./contract/matrix-product.ts";
import { type Operator } from "./contract/operator.ts";

/** a, a_scale, a_zero_point, b, b_scale, b_zero_point, y_scale, y_zero_point; y has the type of y_zero_point. */
export const qlinearMatmul: Operator = {
  type: "QLinearMatMul",
  doc: "Matrix product of quantized matrices with quantized output.",
  roles: ["weight", "buffer", "buffer", "weight", "buffer", "buffer", "buffer", "buffer"],

  infer(call) {
    return [tensor(call.dtype(7) ?? call.dtype(0), matmulShape(call, call.shape(0), call.shape(3)))];
  },

  multiplyAdds: (call, [y]) => matmulMultiplyAdds(call.shape(0), call.shape(3), shapeOf(y)),
};
