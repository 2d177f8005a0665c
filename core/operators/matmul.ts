import { shapeOf, tensor } from "../graph/value-type.ts";
import { matmulMultiplyAdds, matmulShape } from "./contract/matrix-product.ts";
import { type Operator } from "./contract/operator.ts";

/** A [… M, K] · B [… K, N] → [… M, N], as NumPy's matmul. */
export const matmul: Operator = {
  type: "MatMul",
  doc: "Matrix product, batched over leading axes.",
  // Only constants count as parameters, and either side may hold the weight.
  roles: ["weight", "weight"],

  infer(call) {
    return [tensor(call.dtype(0) ?? call.dtype(1), matmulShape(call, call.shape(0), call.shape(1)))];
  },

  multiplyAdds: (call, [y]) => matmulMultiplyAdds(call.shape(0), call.shape(1), shapeOf(y)),
};
