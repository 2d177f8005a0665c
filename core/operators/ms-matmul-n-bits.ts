import { type Dim, isKnown } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes, type Role } from "./contract/operator.ts";
import { productOf } from "./contract/product.ts";

const domain = "com.microsoft";
const howCounted = "Rows × K × N, as if not packed. Memory access counts the packed weights as stored.";

/** Matrix products whose constant right side is packed to a few bits: its logical size [K, N] is in the attributes. */
export const msMatmulNBits: readonly Operator[] = [
  {
    // A, B, scales, zero_points, g_idx, bias.
    type: "MatMulNBits",
    domain,
    doc: "Matrix product with weights packed to a few bits in blocks.",
    roles: ["data", "weight", "buffer", "buffer", "buffer", "weight"],
    howCounted,
    infer: (call) => [product(call, 0, call.int("N"))],
    multiplyAdds: (call) => work(call, [call.int("N")]),
    parameters: (call) => stored(call, [{ columns: call.int("N"), bias: 5 }]),
  },
  {
    // A, B, absmax.
    type: "MatMulBnb4",
    domain,
    doc: "Matrix product with weights packed to 4-bit floats in blocks.",
    roles: ["data", "weight", "buffer"],
    howCounted,
    infer: (call) => [product(call, 0, call.int(call.int("transB", 1) === 0 ? "K" : "N"))],
    multiplyAdds: (call) => work(call, [call.int(call.int("transB", 1) === 0 ? "K" : "N")]),
    parameters: (call) => stored(call, [{ columns: call.int("N") }]),
  },
  {
    // A, B, B_shape.
    type: "MatMulFpQ4",
    domain,
    doc: "Matrix product with weights packed to 4 bits, in a CPU's own layout.",
    roles: ["data", "weight", "setting"],
    howCounted,
    infer: (call) => [product(call, 0, call.numbers(2)?.[1])],
    multiplyAdds: (call) => work(call, [call.numbers(2)?.[1]]),
    parameters(call) {
      const [rows, columns] = call.numbers(2) ?? [];
      return rows === undefined || columns === undefined || rows * columns < 0 ? undefined : rows * columns;
    },
  },
  {
    // A, skip, norm_scale, gate_B, gate_scales, gate_bias, up_B, up_scales, up_bias.
    type: "MatMulNBitsMlp",
    domain,
    doc: "Gate and up projection with packed weights, and the gate's activation.",
    roles: fused(2),
    howCounted,
    infer: (call) => [product(call, 0, call.int("N")), tensor(call.dtype(0), call.shape(0))],
    multiplyAdds: (call) => work(call, [call.int("N"), call.int("N")]),
    parameters: (call) => stored(call, projections(call, ["N", "N"])),
  },
  {
    // A, skip, norm_scale, then B, scales and bias of query, key and value.
    type: "MatMulNBitsQkv",
    domain,
    doc: "Query, key and value projections with packed weights, after a norm.",
    roles: fused(3),
    howCounted,
    infer: (call) => [
      product(call, 0, call.int("Nq")),
      product(call, 1, call.int("Nkv")),
      product(call, 2, call.int("Nkv")),
      tensor(call.dtype(0), call.shape(0)),
    ],
    multiplyAdds: (call) => work(call, [call.int("Nq"), call.int("Nkv"), call.int("Nkv")]),
    parameters: (call) => stored(call, projections(call, ["Nq", "Nkv", "Nkv"])),
  },
  {
    // A, B, weight_scale, weight_scale_2, input_scale, bias.
    type: "MatMulBlockQuantizedFp4Weight",
    domain,
    doc: "Matrix product with weights packed to 4-bit floats.",
    roles: ["data", "weight", "buffer", "buffer", "buffer", "weight"],
    howCounted,
    infer: (call) => [product(call, 0, call.shape(1)?.[0])],
    multiplyAdds: (call, outputs) => byRows(call, outputs),
    parameters: (call) => stored(call, [{ columns: known(call.shape(1)?.[0]), bias: 5 }], innerOf(call)),
  },
  {
    // A, B, b_scale, a_scale, bias.
    type: "MatMulBlockQuantizedFp8Weight",
    domain,
    doc: "Matrix product with weights as 8-bit floats, scaled in blocks.",
    roles: ["data", "weight", "buffer", "buffer", "weight"],
    infer: (call) => [product(call, 0, call.shape(1)?.[0])],
    multiplyAdds: (call, outputs) => byRows(call, outputs),
  },
];

/** A's shape with its last axis replaced by the columns of the packed matrix. */
function product(call: Call, output: number, columns: Dim | undefined): ReturnType<typeof tensor> {
  const a = call.shape(0);
  const valid = isKnown(columns) && columns < 0 ? undefined : columns;
  const shape: Shape | undefined = a && [...a.slice(0, -1), valid ?? call.fresh(output, a.length - 1)];
  return tensor(call.dtype(0), shape);
}

/** Rows × inner size × all columns. */
function work(call: Call, columns: readonly (number | undefined)[]): Dim | undefined {
  const a = call.shape(0);
  if (!a || columns.some((it) => it === undefined || it < 0)) return undefined;
  const sum = columns.reduce<number>((total, it) => total + (it ?? 0), 0);
  return productOf([...a, sum]);
}

function byRows(call: Call, [y]: OutputTypes): Dim | undefined {
  const output = y?.kind === "tensor" ? y.shape : undefined;
  return output && productOf([...output, call.shape(0)?.at(-1)]);
}

/** Two values lie in each byte. */
function innerOf(call: Call): number | undefined {
  const bytes = known(call.shape(1)?.[1]);
  return bytes === undefined ? undefined : bytes * 2;
}

interface Projection {
  readonly columns: number | undefined;
  /** Position of its bias, which is not packed. */
  readonly bias?: number;
}

/** Values in the packed weights, and in the biases and the norm's scale beside them. */
function stored(call: Call, projections: readonly Projection[], inner = call.int("K")): number | undefined {
  let sum = 0;
  for (const { columns, bias } of projections) {
    if (columns === undefined || columns < 0 || inner === undefined || inner < 0) return undefined;
    sum += columns * inner + (bias !== undefined && call.has(bias) ? columns : 0);
  }
  const hasNorm = projections.length > 1 && call.has(2);
  return sum + (hasNorm ? (inner ?? 0) : 0);
}

function projections(call: Call, attributes: readonly string[]): readonly Projection[] {
  return attributes.map((name, i) => ({ columns: call.int(name), bias: 5 + 3 * i }));
}

/** A, skip, norm_scale, then packed matrix, scales and bias of each projection. */
function fused(count: number): readonly Role[] {
  const each: readonly Role[] = ["weight", "buffer", "weight"];
  return ["data", "data", "weight", ...Array.from({ length: count }, () => each).flat()];
}

function known(dim: Dim | undefined): number | undefined {
  return isKnown(dim) ? dim : undefined;
}
