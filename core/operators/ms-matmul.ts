import { type Dim } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { shapeOf, tensor, type ValueType } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { matmulMultiplyAdds, matmulShape, transposed } from "./contract/matrix-product.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["FusedMatMul", "Matrix product with fused transposes and scale."],
  ["TransposeMatMul", "Matrix product with fused transposes and scale; older name of FusedMatMul."],
  ["FusedMatMulActivation", "Matrix product with fused transposes and activation."],
  ["GemmFastGelu", "Matrix product, bias and GELU in one."],
  ["SparseToDenseMatMul", "Product of a sparse matrix with a dense one."],
] as const;

/** A [… M, K] · B [… K, N], each transposed on demand by transA, transB, transBatchA and transBatchB. */
export const msMatmul: readonly Operator[] = rows.map(([type, doc]) => ({
  type,
  domain: "com.microsoft",
  doc,
  roles: ["weight", "weight", "weight"],
  ...(type === "SparseToDenseMatMul" && {
    howCounted: "As if dense: how many values are not zero is not known.",
  }),

  infer(call) {
    return [
      tensor(call.dtype(1) ?? call.dtype(0), matmulShape(call, operand(call, "A"), operand(call, "B"))),
    ];
  },

  multiplyAdds: fusedMultiplyAdds,
}));

function fusedMultiplyAdds(call: Call, [y]: readonly (ValueType | undefined)[]): Dim | undefined {
  return matmulMultiplyAdds(operand(call, "A"), operand(call, "B"), shapeOf(y));
}

function operand(call: Call, name: "A" | "B"): Shape | undefined {
  const shape = call.shape(name === "A" ? 0 : 1);
  // A vector has nothing to transpose.
  if (!shape || shape.length < 2) return shape;
  const isBatchLast = call.int(`transBatch${name}`, 0) !== 0;
  // transBatch moves the first axis to just before the last one.
  const ordered = isBatchLast ? [...shape.slice(1, -1), ...shape.slice(0, 1), ...shape.slice(-1)] : shape;
  return call.int(`trans${name}`, 0) !== 0 ? transposed(ordered) : ordered;
}
