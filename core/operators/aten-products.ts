import { type Dim, isKnown, multiply } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { aten, typesFromTrace } from "./contract/aten.ts";
import { type Call } from "./contract/call.ts";
import { matmulMultiplyAdds, matmulShape } from "./contract/matrix-product.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

type Count = NonNullable<Operator["multiplyAdds"]>;

/** Inputs `a` and `b` are the matrices; an addend stands before them. */
const matrices =
  (a: number): Count =>
  (call, [y]) =>
    matmulMultiplyAdds(call.shape(a), call.shape(a + 1), shapeOf(y));

/** The values of one factor, each used once for each column of the other. */
const batchSummed: Count = (call) => {
  const [a, b] = [call.shape(1), call.shape(2)];
  const columns = b?.at(-1);
  return a && columns !== undefined ? multiply(volume(a), columns) : undefined;
};

/** a · b is A·K and K·B values, the result A·B: each of those takes K = √(a · b / result) products. */
const contraction: Count = (call, [y]) => {
  const [a, b, output] = [call.shape(0), call.shape(1), shapeOf(y)].map(countOf);
  if (a === undefined || b === undefined || !output) return undefined;
  const inner = Math.round(Math.sqrt((a / output) * b));
  return output * inner;
};

/** x1 […, I], x2 […, J], weight [O, I, J] → […, O]. */
const bilinear: Count = (call, [y]) => {
  const [, i, j] = call.shape(2) ?? [];
  const output = shapeOf(y);
  return productOf([output && volume(output), i, j]);
};

/** x [T, B, C], weight [K, C, O]. */
const overTime: Count = (call, [y]) => {
  const [kernel, channels] = call.shape(1) ?? [];
  const output = shapeOf(y);
  return productOf([output && volume(output), kernel, channels]);
};

const weighted = ["data", "weight", "weight"] as const;

interface Row {
  readonly type: string;
  readonly doc: string;
  readonly multiplyAdds: Count;
  readonly infer?: (call: Call) => OutputTypes;
}

const rows: readonly Row[] = [
  { type: "mm", doc: "Product of two matrices.", multiplyAdds: matrices(0), infer: productTypes },
  { type: "bmm", doc: "Products of two stacks of matrices.", multiplyAdds: matrices(0), infer: productTypes },
  {
    type: "matmul",
    doc: "Matrix product over leading axes.",
    multiplyAdds: matrices(0),
    infer: productTypes,
  },
  { type: "mv", doc: "Product of a matrix and a vector.", multiplyAdds: matrices(0), infer: productTypes },
  { type: "dot", doc: "Inner product of two vectors.", multiplyAdds: contraction },
  { type: "vdot", doc: "Inner product of two vectors, the first conjugated.", multiplyAdds: contraction },
  { type: "inner", doc: "Inner products over the last axes.", multiplyAdds: contraction },
  { type: "tensordot", doc: "Sum of products over chosen axes of two tensors.", multiplyAdds: contraction },
  {
    type: "linalg_vecdot",
    doc: "Inner products along one axis.",
    multiplyAdds: (call) => countOf(call.shape(0)),
  },
  { type: "addmm", doc: "Matrix product added to a tensor.", multiplyAdds: matrices(1) },
  { type: "addmv", doc: "Matrix times vector, added to a vector.", multiplyAdds: matrices(1) },
  { type: "baddbmm", doc: "Products of stacks of matrices, added to a tensor.", multiplyAdds: matrices(1) },
  {
    type: "addbmm",
    doc: "Sum of the products of two stacks of matrices, added on.",
    multiplyAdds: batchSummed,
  },
  { type: "bilinear", doc: "Bilinear form x1·W·x2 + b.", multiplyAdds: bilinear },
  { type: "conv_tbc", doc: "Convolution over time with the batch in the middle.", multiplyAdds: overTime },
];

/** Products of matrices that ONNX has no operator for, and those that a trace names as PyTorch does. */
export const atenProducts: readonly Operator[] = rows.map((it) => ({
  domain: aten,
  roles: weighted,
  infer: typesFromTrace,
  ...it,
}));

function productTypes(call: Call): OutputTypes {
  const shape = matmulShape(call, call.shape(0), call.shape(1));
  return shape ? [tensor(call.dtype(0), shape)] : [];
}

function countOf(shape: Shape | undefined): number | undefined {
  const count: Dim | undefined = shape && volume(shape);
  return isKnown(count) ? count : undefined;
}
