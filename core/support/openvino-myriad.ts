import { type OperatorUse, type Support, isSupported, isUnknown } from "./contract/support.ts";
import { inputRank, isConstant } from "./use-attributes.ts";

const source =
  "OpenVINO 2022 documentation, Supported Devices: column of the VPU plugins; open_model_zoo 2022.3, models/public/device_support.md";

/** "Not supported" on VPUs, and nothing that the conversion to IR would take apart. */
const absent = new Set("Asin Asinh Atan Atanh Cos Cosh DeformConv MaxUnpool Sin Sinh Tan".split(" "));

/** "Supported" on VPUs, by ONNX's names. */
const present = new Set([
  ..."Add And AveragePool BatchNormalization Ceil Clip Concat Constant Conv ConvTranspose Div Dropout".split(
    " ",
  ),
  ..."Elu Equal Erf Exp Expand Flatten Floor Gather Gemm GlobalAveragePool GlobalMaxPool Greater".split(" "),
  ..."GreaterOrEqual Identity LeakyRelu Less LessOrEqual Log LRN LSTM MatMul Max MaxPool Min Mod Mul".split(
    " ",
  ),
  ..."NonMaxSuppression Not OneHot Or Pad Pow PRelu ReduceMax ReduceMean ReduceMin ReduceSum Relu".split(" "),
  ..."Reshape Resize ReverseSequence Sigmoid Sign Slice Softmax Softplus Split Squeeze Sub Sum Tanh".split(
    " ",
  ),
  ..."Tile TopK Transpose Unsqueeze Where Xor".split(" "),
]);

const ofMaps = new Set("Conv ConvTranspose AveragePool MaxPool GlobalAveragePool GlobalMaxPool".split(" "));

/** The MYRIAD plugin of OpenVINO computes all or nothing: what it lacks, nobody takes over. */
export function myriadSupport({ type, report, isWhole }: OperatorUse): Support {
  if (absent.has(type)) {
    return { supported: "no", reason: `OpenVINO's MYRIAD plugin has no ${type}.`, source };
  }
  if (isWhole && ofMaps.has(type) && (inputRank(report) ?? 4) > 4) {
    const reason = `OpenVINO's MYRIAD plugin has ${type} of 2-D maps only, this one is 3-D.`;
    return { supported: "no", isLimit: true, reason, source };
  }
  if (type === "MatMul" && !isConstant(report, 1)) {
    const reason =
      "It multiplies two computed matrices, as attention does: of the public models that run on MYRIAD none is a transformer " +
      "(bert-base-ner does not run there).";
    return { supported: "limited", reason, source };
  }
  return present.has(type) ? isSupported : isUnknown;
}
