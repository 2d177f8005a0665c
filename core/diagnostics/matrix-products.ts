import { isStatic } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type NodeReport } from "../metrics/analysis.ts";

/** As ONNX has them, and as a trace has PyTorch's linear layer on tensors of more than two axes. */
const products = new Set(["MatMul", "Gemm", "linear", "FusedMatMul", "QLinearMatMul", "MatMulInteger"]);

export function isMatrixProduct({ node }: NodeReport): boolean {
  return products.has(node.opType);
}

/** Fused attention, as traces and some exporters have it: queries, keys and values in one operator. */
const fusedAttention = new Set(["scaled_dot_product_attention", "Attention", "MultiHeadAttention"]);

export interface AttentionScores {
  readonly queries: number;
  readonly keys: number;
  /** Scores of all heads and of the whole batch. */
  readonly elements: number;
}

/** The scores of an attention, from its softmax or from the fused operator; undefined for other nodes and unknown sizes. */
export function attentionScores({
  node,
  operator,
  inputs,
  outputs,
}: NodeReport): AttentionScores | undefined {
  if (operator?.type === "Softmax") {
    const shape = shapeOf(outputs[0]?.type);
    if (!isStatic(shape) || shape.length < 3) return undefined;
    const [queries = 0, keys = 0] = shape.slice(-2);
    return { queries, keys, elements: shape.reduce((a, b) => a * b, 1) };
  }
  if (!fusedAttention.has(node.opType)) return undefined;
  const q = shapeOf(inputs[0]?.type);
  const k = shapeOf(inputs[1]?.type);
  // [batch, heads, tokens, size]; the forms with heads in the last axis don't tell their number by shape.
  if (!isStatic(q) || !isStatic(k) || q.length !== 4 || k.length !== 4) return undefined;
  const [batch = 0, heads = 0, queries = 0] = q;
  const keys = k[2] ?? 0;
  return { queries, keys, elements: batch * heads * queries * keys };
}
