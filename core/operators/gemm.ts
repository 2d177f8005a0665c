import { type Dim } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { gemmSizes } from "./contract/matrix-product.ts";
import { type Operator } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

/** alpha·A·B + beta·C: A [M, K], B [K, N], each transposed on demand, C broadcast to [M, N]. */
export const gemm: Operator = {
  type: "Gemm",
  doc: "Matrix product with bias: a fully connected layer.",
  roles: ["weight", "weight", "weight"],

  infer(call) {
    return [tensor(call.dtype(0) ?? call.dtype(1), gemmShape(call, 0, 1))];
  },

  multiplyAdds: (call) => gemmMultiplyAdds(call, 0, 1),
};

/** Output shape [M, N] for operands at these inputs. */
export function gemmShape(call: Call, a: number, b: number): Shape {
  const { rows, columns } = gemmSizes(call, a, b);
  return [rows ?? call.fresh(0, 0), columns ?? call.fresh(0, 1)];
}

/** M × N × K. */
export function gemmMultiplyAdds(call: Call, a: number, b: number): Dim | undefined {
  const { rows, inner, columns } = gemmSizes(call, a, b);
  return productOf([rows, columns, inner]);
}
