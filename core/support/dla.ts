import { shapeText } from "../graph/shape.ts";
import { type Target } from "../rules/contract/subject.ts";
import { type OperatorUse, type Support, isSupported, isUnknown } from "./contract/support.ts";
import { tensorrtSupport } from "./tensorrt.ts";
import { compareVersions, tensorrtVersion } from "./tensorrt-version.ts";
import { inputSizes, intsOf, isConstant, outputSizes } from "./use-attributes.ts";

const source =
  "NVIDIA: DLA layer restrictions of the TensorRT documentation; NVIDIA/Deep-Learning-Accelerator-SW, operators/README.md; NVIDIA-AI-IOT/jetson_dla_tutorial";

/** Operators that TensorRT runs on the DLA, or that leave nothing to compute. */
const native = new Set([
  ..."Abs Add AveragePool BatchNormalization Clip Concat Conv ConvTranspose Equal Gemm MatMul".split(" "),
  ..."LeakyRelu LRN Max MaxPool Mul PRelu Relu Reshape Resize Sigmoid Slice Softmax Split Sub Sum Tanh".split(
    " ",
  ),
  ..."Transpose Upsample Swish Identity Dropout Constant".split(" "),
]);

/** Those since TensorRT 8.6.12. */
const later = new Set("Atanh Cos Sin Div Greater Less GlobalMaxPool".split(" "));

/** Those that TensorRT does not give to the DLA, though the chip might. */
const absent = new Set([
  ..."GlobalAveragePool HardSwish HardSigmoid GroupNormalization LayerNormalization".split(" "),
  ..."InstanceNormalization Pad Elu Erf Exp Log Min ReduceMean Floor Ceil Round Sqrt Softplus Tile".split(
    " ",
  ),
  ..."Flatten Squeeze Unsqueeze Gelu Mish".split(" "),
]);

const largestSize = 8192;
const largestBatch = 4096;
const largestWindow = 8;

/** What TensorRT gives to the DLA; the rest is left to the GPU, where TensorRT takes it at all. */
export function dlaSupport(use: OperatorUse, target: Target): Support {
  const parser = tensorrtSupport(use, target);
  if (parser.supported === "no") return parser;
  const version = tensorrtVersion(target)?.version ?? "8.6";
  const isLater = later.has(use.type);
  if (absent.has(use.type) || (isLater && compareVersions(version, "8.6") < 0)) {
    const reason = `TensorRT does not run ${use.type} on the DLA${isLater ? " before 8.6" : ""}.`;
    return { supported: "no", fallsBack: true, reason, source };
  }
  if (!native.has(use.type) && !isLater) return isUnknown;
  const limit = use.isWhole ? dlaLimit(use) : undefined;
  return limit === undefined
    ? isSupported
    : { supported: "no", isLimit: true, fallsBack: true, reason: limit, source };
}

function dlaLimit({ type, report }: OperatorUse): string | undefined {
  const sizes = outputSizes(report);
  const large = sizes?.slice(1).find((it) => it > largestSize);
  if (large !== undefined)
    return `The DLA takes sizes up to ${largestSize}, this one is ${shapeText(sizes)}.`;
  if ((sizes?.[0] ?? 1) > largestBatch)
    return `The DLA takes batches up to ${largestBatch}, not ${sizes?.[0]}.`;
  if (type === "MaxPool" || type === "AveragePool") {
    const window = intsOf(report, "kernel_shape");
    return window?.some((it) => it > largestWindow)
      ? `The DLA pools over windows up to ${largestWindow}×${largestWindow}, this one is ${shapeText(window)}.`
      : undefined;
  }
  const isComputed = (type === "Gemm" || type === "MatMul") && !isConstant(report, 1);
  return isComputed
    ? `The DLA multiplies by constant matrices only, here both are computed (${shapeText(inputSizes(report, 1))}).`
    : undefined;
}
