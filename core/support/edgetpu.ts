import { type OperatorUse, type Support, isSupported, isUnknown } from "./contract/support.ts";
import { edgetpuLimit } from "./edgetpu-limits.ts";

const source =
  "coral.ai, TensorFlow models on the Edge TPU: operators and their limits (2019 table, and the later one that Axis publishes for the same compiler)";

/** ONNX operators by the TFLite operators that they are converted to. An empty list leaves nothing to compute. */
const mapped: Readonly<Record<string, string>> = {
  Add: "ADD",
  AveragePool: "AVERAGE_POOL_2D",
  BatchNormalization: "MUL, ADD", // Or nothing, folded into a convolution.
  Clip: "RELU6, RELU_N1_TO_1, or MINIMUM and MAXIMUM",
  Concat: "CONCATENATION",
  Constant: "",
  Conv: "CONV_2D, DEPTHWISE_CONV_2D",
  DequantizeLinear: "DEQUANTIZE",
  Div: "MUL", // By a constant; the limits say so.
  Dropout: "",
  Flatten: "RESHAPE",
  Gemm: "FULLY_CONNECTED",
  GlobalAveragePool: "MEAN",
  GlobalMaxPool: "REDUCE_MAX",
  HardSigmoid: "MUL, ADD, MINIMUM, MAXIMUM",
  Identity: "",
  LpNormalization: "L2_NORMALIZATION",
  LSTM: "LSTM",
  MatMul: "FULLY_CONNECTED",
  Max: "MAXIMUM",
  MaxPool: "MAX_POOL_2D",
  Min: "MINIMUM",
  Mul: "MUL",
  PRelu: "PRELU",
  Pad: "PAD",
  QuantizeLinear: "QUANTIZE",
  ReduceMax: "REDUCE_MAX",
  ReduceMean: "MEAN",
  ReduceMin: "REDUCE_MIN",
  Relu: "RELU",
  Reshape: "RESHAPE",
  Resize: "RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR",
  Sigmoid: "LOGISTIC",
  Slice: "STRIDED_SLICE",
  Softmax: "SOFTMAX",
  SpaceToDepth: "SPACE_TO_DEPTH",
  Split: "SPLIT",
  Squeeze: "SQUEEZE",
  Sub: "SUB",
  Sum: "ADD",
  Swish: "LOGISTIC, MUL",
  Tanh: "TANH",
  Unsqueeze: "EXPAND_DIMS",
  Upsample: "RESIZE_BILINEAR, RESIZE_NEAREST_NEIGHBOR",
};

/** Said to be mapped by later compilers, which is not confirmed; or converted to what nobody has written down. */
const unsure = new Set([
  ..."Transpose ConvTranspose ReduceSum LayerNormalization GroupNormalization InstanceNormalization".split(
    " ",
  ),
  ..."RMSNormalization MeanVarianceNormalization ReduceSumSquare Cast CastLike Shape Size Range".split(" "),
  ..."ConstantOfShape EyeLike QLinearConv QLinearMatMul ConvInteger MatMulInteger".split(" "),
]);

/** What the TFLite converter makes of operators that the Edge TPU does not have. */
const named: Readonly<Record<string, string>> = {
  ArgMax: "ARG_MAX",
  DepthToSpace: "DEPTH_TO_SPACE",
  Elu: "ELU",
  Exp: "EXP",
  Gather: "GATHER",
  GatherND: "GATHER_ND",
  Gelu: "GELU",
  HardSwish: "HARD_SWISH",
  LeakyRelu: "LEAKY_RELU",
  LogSoftmax: "LOG_SOFTMAX",
  LRN: "LOCAL_RESPONSE_NORMALIZATION",
  NonMaxSuppression: "NON_MAX_SUPPRESSION",
  Pow: "POW",
  Sqrt: "SQRT",
  TopK: "TOPK_V2",
};

/** What the Edge TPU's compiler maps; the rest is left to the CPU. */
export function edgetpuSupport(use: OperatorUse): Support {
  const { type } = use;
  if (use.report.node.domain !== "" && use.isWhole) return isUnknown;
  if (unsure.has(type)) return isUnknown;
  if (!Object.hasOwn(mapped, type)) {
    const name = Object.hasOwn(named, type) ? ` (TFLite: ${named[type]})` : "";
    const reason = `${type}${name} is not among the operators that the Edge TPU has.`;
    return { supported: "no", fallsBack: true, reason, source };
  }
  const limit = edgetpuLimit(use);
  return limit === undefined
    ? isSupported
    : { supported: "no", isLimit: true, fallsBack: true, reason: limit, source };
}

/** TFLite's names for an ONNX operator that the Edge TPU can have; undefined for others. */
export function tfliteNames(type: string): string | undefined {
  return Object.hasOwn(mapped, type) ? mapped[type] : undefined;
}
