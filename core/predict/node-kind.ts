import { isKnown } from "../graph/dim.ts";
import { type NodeReport } from "../metrics/analysis.ts";

/** What a node is to a runtime that fuses. */
export type NodeKind =
  | "conv"
  | "transposedConv"
  /** A product with stored weights. */
  | "gemm"
  /** A product of two things that flow. */
  | "product"
  | "recurrent"
  | "pool"
  /** Folded into the convolution before it. */
  | "norm"
  /** Cheap activation: compares and selects. */
  | "clip"
  /** Activation with an exponential or a division in it. */
  | "smooth"
  | "elementwise"
  /** Reads everything before it writes: softmax, normalizations at run time, reductions. */
  | "reduce"
  /** Sorts or selects by value: on accelerators, work of the host. */
  | "select"
  | "concat"
  /** Slices that a runtime can read in place. */
  | "slice"
  | "move"
  | "view";

const names: Readonly<Record<Exclude<NodeKind, "product" | "view" | "elementwise">, string>> = {
  conv: "Conv QLinearConv ConvInteger FusedConv NhwcConv NhwcFusedConv DeformConv",
  transposedConv: "ConvTranspose",
  gemm: "Gemm linear",
  recurrent: "LSTM GRU RNN lstm gru rnn_tanh rnn_relu DynamicQuantizeLSTM",
  pool:
    "MaxPool AveragePool GlobalAveragePool GlobalMaxPool LpPool GlobalLpPool adaptive_avg_pool2d " +
    "adaptive_max_pool2d adaptive_avg_pool1d QLinearAveragePool QLinearGlobalAveragePool",
  norm: "BatchNormalization",
  clip: "Relu Clip LeakyRelu PRelu ThresholdedRelu Abs Neg Max Min QLinearLeakyRelu",
  smooth:
    "Sigmoid Swish HardSwish HardSigmoid Mish Gelu Tanh Elu Selu Celu Softplus Softsign Exp Erf Log Sqrt " +
    "Reciprocal QuickGelu FastGelu BiasGelu QLinearSigmoid",
  reduce:
    "Softmax LogSoftmax LayerNormalization InstanceNormalization GroupNormalization RMSNormalization LRN " +
    "SimplifiedLayerNormalization SkipLayerNormalization ReduceMean ReduceSum ReduceMax ReduceMin ArgMax ArgMin " +
    "CumSum LpNormalization",
  select: "TopK NonMaxSuppression NonZero Unique sort topk nms where_index",
  concat: "Concat stack QLinearConcat",
  slice: "Slice Split chunk",
  move:
    "Transpose Pad Resize Upsample DepthToSpace SpaceToDepth Gather GatherND GatherElements Expand Tile embedding " +
    "ScatterND ScatterElements GridSample RoiAlign clone index roll",
};

const kinds = new Map<string, NodeKind>(
  Object.entries(names).flatMap(([kind, list]) =>
    list.split(" ").map((it) => [it, kind as NodeKind] as const),
  ),
);

export function kindOf({ node, operator, inputs, cost }: NodeReport): NodeKind {
  if (operator?.isView) return "view";
  const kind = kinds.get(node.opType);
  if (
    kind === "gemm" ||
    (kind !== "conv" && kind !== "transposedConv" && kind !== "recurrent" && multiplies(cost))
  ) {
    return inputs.some((it) => it?.isFolded && (it.sources.length > 0 || it.name !== ""))
      ? "gemm"
      : "product";
  }
  return kind ?? "elementwise";
}

function multiplies({ multiplyAdds }: NodeReport["cost"]): boolean {
  return !isKnown(multiplyAdds) || multiplyAdds > 0;
}
