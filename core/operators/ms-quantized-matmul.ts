import { type DataType } from "../graph/data-type.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { matmulMultiplyAdds, matmulShape } from "./contract/matrix-product.ts";
import { type Operator, type Role } from "./contract/operator.ts";

interface Row {
  readonly type: string;
  readonly doc: string;
  readonly roles: readonly Role[];
  /** Position of the right-hand matrix. */
  readonly right: number;
  readonly dtype: (call: Call) => DataType | undefined;
}

const rows: readonly Row[] = [
  {
    // A, B, b_scale, b_zero_point, bias.
    type: "DynamicQuantizeMatMul",
    doc: "Matrix product that quantizes its left side while it runs.",
    roles: ["data", "weight", "buffer", "buffer", "weight"],
    right: 1,
    dtype: (call) => call.dtype(0),
  },
  {
    // A, B, a_scale, b_scale, a_zero_point, b_zero_point, bias.
    type: "MatMulIntegerToFloat",
    doc: "Matrix product of 8-bit integers, scaled to float.",
    roles: ["data", "weight", "data", "buffer", "data", "buffer", "weight"],
    right: 1,
    dtype: (call) => call.dtype(2) ?? call.dtype(3),
  },
  {
    type: "MatMulInteger16",
    doc: "Matrix product of 16-bit integers with 32-bit sums.",
    roles: ["weight", "weight"],
    right: 1,
    dtype: (call) => (call.dtype(0) === "uint16" && call.dtype(1) === "uint16" ? "uint32" : "int32"),
  },
  {
    // A, scale_A, B, scale_B, scale_Y, bias, C, scale_C.
    type: "QOrderedMatMul",
    doc: "Matrix product of quantized values in a vendor's memory order.",
    roles: ["data", "buffer", "weight", "buffer", "buffer", "weight", "data", "buffer"],
    right: 2,
    dtype: (call) => call.dtype(0),
  },
];

/** Quantized matrix products of ONNX Runtime. */
export const msQuantizedMatmul: readonly Operator[] = rows.map(({ type, doc, roles, right, dtype }) => ({
  type,
  domain: "com.microsoft",
  doc,
  roles,
  infer: (call) => [tensor(dtype(call), matmulShape(call, call.shape(0), call.shape(right)))],
  multiplyAdds: (call, [y]) => matmulMultiplyAdds(call.shape(0), call.shape(right), shapeOf(y)),
}));
