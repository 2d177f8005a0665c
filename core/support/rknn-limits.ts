import { shapeText } from "../graph/shape.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type OperatorUse, type Support } from "./contract/support.ts";
import { inputSizes, intOf, intsOf, kernelOf, outputSizes, stringOf } from "./use-attributes.ts";

/** What the NPU takes, at most, for each direction. */
interface Range {
  readonly kernel: number;
  readonly stride: number;
  readonly pad: number;
  readonly dilation: number;
}

/** RKNN Compiler Support Operator List 2.3.2, chapters 3.1 (RK3566) and 3.2 (RK3588). */
const dense: Range = { kernel: 31, stride: 7, pad: 15, dilation: 31 };
const depthwise: Range = { kernel: 8, stride: 7, pad: 15, dilation: 32 };
const transposed: Range = { kernel: 31, stride: 8, pad: 15, dilation: 32 };
const pooling: Range = { kernel: 7, stride: 8, pad: 7, dilation: Infinity };

const widestDepthwise = 16_383;
const largestPooled = 8192;
const largestGlobal = 7;

/** Outside the ranges of the NPU. `no`: a CPU operator takes over, or the conversion fails. */
export function rknnLimit({ type, report }: OperatorUse): Support | undefined {
  switch (type) {
    case "Conv":
      return isDepthwise(report) ? depthwiseLimit(report) : rangeLimit("Conv", report, dense);
    case "ConvTranspose":
      return transposedLimit(report);
    case "MaxPool":
    case "AveragePool":
      return poolLimit(type, report);
    case "GlobalAveragePool":
      return globalLimit(report);
    case "Resize":
      return resizeLimit(report);
    default:
      return undefined;
  }
}

function isDepthwise(report: NodeReport): boolean {
  const group = intOf(report, "group") ?? 1;
  return group > 1 && group === inputSizes(report)?.[1];
}

function offNpu(reason: string): Support {
  return {
    supported: "no",
    fallsBack: true,
    reason: `${reason} A CPU operator takes over, or the conversion fails.`,
  };
}

function rangeLimit(name: string, report: NodeReport, range: Range): Support | undefined {
  const given: readonly (readonly [string, number, readonly number[] | undefined])[] = [
    ["kernels", range.kernel, kernelOf(report)],
    ["strides", range.stride, intsOf(report, "strides")],
    ["padding", range.pad, intsOf(report, "pads")],
    ["dilations", range.dilation, intsOf(report, "dilations")],
  ];
  const outside = given.find(([, most, values]) => values?.some((it) => it > most));
  if (!outside) return undefined;
  const [what, most, values] = outside;
  return offNpu(`RKNN's NPU has ${name} with ${what} up to ${most}, this one has ${shapeText(values)}.`);
}

function depthwiseLimit(report: NodeReport): Support | undefined {
  const width = inputSizes(report)?.[3] ?? 0;
  return width >= widestDepthwise
    ? offNpu(
        `RKNN's NPU has depthwise Conv of maps narrower than ${widestDepthwise}, this one is ${width} wide.`,
      )
    : rangeLimit("depthwise Conv", report, depthwise);
}

function transposedLimit(report: NodeReport): Support | undefined {
  const stride = intsOf(report, "strides")?.find((it) => ![1, 2, 4, 8].includes(it));
  if (stride !== undefined) {
    return offNpu(`RKNN's NPU has ConvTranspose with strides of 1, 2, 4 and 8 only, this one has ${stride}.`);
  }
  const group = intOf(report, "group") ?? 1;
  const channels = inputSizes(report)?.[1];
  return group !== 1 && channels !== undefined && group !== channels
    ? offNpu(
        `RKNN's NPU has ConvTranspose with 1 group or one per channel, this one has ${group} for ${channels}.`,
      )
    : rangeLimit("ConvTranspose", report, transposed);
}

function poolLimit(type: string, report: NodeReport): Support | undefined {
  const sizes = inputSizes(report);
  if (sizes?.slice(1).some((it) => it > largestPooled)) {
    return offNpu(`RKNN's NPU pools maps up to ${largestPooled} a side, this one is ${shapeText(sizes)}.`);
  }
  const outside = rangeLimit(type, report, pooling);
  if (outside) return outside;
  return intOf(report, "ceil_mode") === 1
    ? { supported: "limited", reason: `RKNN's NPU has no ${type} with ceil_mode.` }
    : undefined;
}

function globalLimit(report: NodeReport): Support | undefined {
  const map = inputSizes(report)?.slice(2);
  return map?.some((it) => it > largestGlobal)
    ? {
        supported: "limited",
        reason:
          `RKNN's NPU averages over maps up to ${largestGlobal}×${largestGlobal} in one step, this one is ` +
          `${shapeText(map)} and has to be taken apart.`,
      }
    : undefined;
}

function resizeLimit(report: NodeReport): Support | undefined {
  const mode = stringOf(report, "mode") ?? "nearest";
  if (mode !== "nearest" && mode !== "linear") {
    return {
      supported: "no",
      reason: `RKNN-Toolkit2 resizes by nearest and bilinear only, this one is ${mode}.`,
    };
  }
  const before = inputSizes(report)?.slice(2);
  const after = outputSizes(report)?.slice(2);
  if (!before || !after || before.every((it) => it === 1)) return undefined;
  const scales = after.map((it, i) => it / (before[i] ?? 1));
  return scales.every((it) => it === 1 || (Number.isInteger(it) && it <= 8))
    ? undefined
    : {
        supported: "limited",
        reason: `RKNN's NPU resizes by whole numbers from 2 to 8, this one goes from ${shapeText(before)} to ${shapeText(after)}.`,
      };
}
