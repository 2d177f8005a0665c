import { isStatic, shapeText } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type OperatorUse } from "./contract/support.ts";
import {
  inputRank,
  inputSizes,
  intOf,
  intsOf,
  isConstant,
  isGiven,
  numbersOf,
  outputSizes,
  stringOf,
} from "./use-attributes.ts";

/** A Softmax of the Edge TPU takes no more elements than this. */
const mostOfSoftmax = 16_000;

/** Why the Edge TPU leaves a node of an operator that it has to the CPU, as one sentence. */
export function edgetpuLimit(use: OperatorUse): string | undefined {
  const { report, type } = use;
  const byRank = rankLimit(report);
  if (byRank !== undefined) return byRank;
  // The product of a linear layer says as much as its own node would.
  if (type === "MatMul" || type === "Gemm") return productLimit(report);
  if (!use.isWhole) return type === "Softmax" ? softmaxLimit(report) : undefined;
  switch (type) {
    case "Conv":
      return convolutionLimit(report);
    case "AveragePool":
    case "MaxPool":
      return (inputRank(report) ?? 4) > 4 ? `The Edge TPU has no ${type} of 3-D maps.` : undefined;
    case "Concat":
      return concatLimit(report);
    case "Div":
      return isConstant(report, 1)
        ? undefined
        : "The Edge TPU has no DIV, and here the divisor is computed, so that no MUL can stand for it.";
    case "LSTM":
      return stringOf(report, "direction") === "bidirectional"
        ? "The Edge TPU's LSTM goes one way only."
        : undefined;
    case "Pad":
      return padLimit(report);
    case "PRelu":
      return wide(inputSizes(report, 1)) > 1
        ? `The Edge TPU's PRELU takes one slope per channel, here they are ${shapeText(inputSizes(report, 1))}.`
        : undefined;
    case "ReduceMean":
    case "ReduceMax":
    case "ReduceMin":
      return reductionLimit(report);
    case "Resize":
    case "Upsample":
      return stringOf(report, "mode") === "cubic"
        ? "The Edge TPU resizes by nearest or bilinear only."
        : undefined;
    case "Slice": {
      const stride = numbersOf(report, 4)?.find((it) => it !== 1);
      return stride === undefined
        ? undefined
        : `The Edge TPU's STRIDED_SLICE has strides of 1 only, here one is ${stride}.`;
    }
    case "Softmax":
      return softmaxLimit(report);
    default:
      return undefined;
  }
}

/** Sizes above 1: the dimensions that count. */
function wide(sizes: readonly number[] | undefined): number {
  return sizes?.filter((it) => it > 1).length ?? 0;
}

/** Up to three dimensions, or more of which only the three innermost are above 1. */
function rankLimit(report: NodeReport): string | undefined {
  const flowing = [...report.inputs.filter((it) => it && !it.isFolded), ...report.outputs];
  const shapes = flowing.flatMap((it) => {
    const shape = shapeOf(it?.type);
    return isStatic(shape) ? [shape] : [];
  });
  const found = shapes.find((it) => it.length > 3 && ((it[0] ?? 1) > 1 || wide(it) > 3));
  return (
    found &&
    `The Edge TPU takes tensors with three dimensions above 1 at most, this one is ${shapeText(found)}.`
  );
}

function convolutionLimit(report: NodeReport): string | undefined {
  if ((inputRank(report) ?? 4) > 4) return "The Edge TPU has no convolution of 3-D maps.";
  if (!isConstant(report, 1))
    return "The Edge TPU takes only weights that are constant, here they are computed.";
  const [y = 1, x = y] = intsOf(report, "dilations") ?? [];
  return x === y
    ? undefined
    : `The Edge TPU's CONV_2D has one dilation for both directions, here they are ${y} and ${x}.`;
}

/** Of stored values that are too many to have been read nothing is said. */
function concatLimit({ inputs }: NodeReport): string | undefined {
  const stored = inputs.filter((it) => it?.isFolded);
  const isFilled = stored.some((it) => it?.data?.some((value) => value !== 0));
  return isFilled || (stored.length > 0 && inputs.length > 2)
    ? "The Edge TPU has CONCATENATION with a stored tensor only where it is one of two and all zeros."
    : undefined;
}

function productLimit(report: NodeReport): string | undefined {
  if (!isConstant(report, 1)) {
    return "The Edge TPU multiplies by constant weights only (FULLY_CONNECTED), here both matrices are computed.";
  }
  const sizes = outputSizes(report);
  return wide(sizes) > 1
    ? `The Edge TPU's FULLY_CONNECTED gives one dimension of values only, this one gives ${shapeText(sizes)}.`
    : undefined;
}

function padLimit(report: NodeReport): string | undefined {
  const mode = stringOf(report, "mode") ?? "constant";
  if (mode !== "constant") return `The Edge TPU pads with constants only, this Pad is of mode ${mode}.`;
  const pads = intsOf(report, "pads") ?? numbersOf(report, 1);
  const isOfBatch = pads && !isGiven(report, 3) && ((pads[0] ?? 0) > 0 || (pads[pads.length / 2] ?? 0) > 0);
  return isOfBatch ? "The Edge TPU does not pad the batch." : undefined;
}

function reductionLimit(report: NodeReport): string | undefined {
  const sizes = inputSizes(report);
  const axes = intsOf(report, "axes") ?? numbersOf(report, 1);
  if (!sizes || !axes) return undefined;
  const reduced = axes.map((it) => (it < 0 ? it + sizes.length : it));
  if (reduced.includes(0) && sizes.length > 1) return "The Edge TPU does not reduce over the batch.";
  const channels = sizes.length === 4 && reduced.includes(1) ? (sizes[1] ?? 0) : 0;
  return channels % 4 === 0
    ? undefined
    : `The Edge TPU reduces over channels only in multiples of 4, here they are ${channels}.`;
}

function softmaxLimit(report: NodeReport): string | undefined {
  const sizes = outputSizes(report);
  if (wide(sizes) > 1)
    return `The Edge TPU's SOFTMAX takes one dimension only, this one is ${shapeText(sizes)}.`;
  const count = sizes?.reduce((a, b) => a * b, 1) ?? 0;
  const isAlong = intOf(report, "axis") ?? -1;
  return count > mostOfSoftmax && isAlong !== 0
    ? `The Edge TPU's SOFTMAX takes ${mostOfSoftmax} elements at most, these are ${count}.`
    : undefined;
}
