import { type NodeReport } from "../metrics/analysis.ts";
import { type OperatorUse, type Support } from "./contract/support.ts";
import { compareVersions } from "./tensorrt-version.ts";
import {
  inputRank,
  intOf,
  intsOf,
  isConstant,
  isGiven,
  numbersOf,
  stringOf,
  stringsOf,
} from "./use-attributes.ts";

/** What comes after "TensorRT 8.2". */
interface Limit extends Support {
  readonly reason: string;
}

/** Restrictions that the operator lists of TensorRT's ONNX parser state beside an operator. */
export function tensorrtLimit(use: OperatorUse, version: string): Limit | undefined {
  const isSince = (it: string) => compareVersions(version, it) >= 0;
  const { report } = use;
  switch (use.type) {
    case "Conv":
    case "ConvTranspose":
      return convolutionLimit(use, isSince);
    case "MaxPool":
    case "AveragePool":
      return poolLimit(use, isSince);
    case "Resize":
      return resizeLimit(use, isSince);
    case "Pad":
      return padLimit(report, isSince);
    case "QuantizeLinear":
    case "DequantizeLinear":
      return zeroPointLimit(use, isSince);
    case "TopK":
      return topKLimit(report, isSince);
    case "Einsum":
      return isSince("10.0") ? undefined : einsumLimit(report);
    case "LSTM":
    case "GRU":
    case "RNN":
      return recurrentLimit(use, isSince);
    case "InstanceNormalization":
      return isSince("8.6") ? undefined : constants(use, [1, 2], "scale and bias");
    case "NonMaxSuppression":
      return isSince("8.5") ? undefined : constants(use, [2, 3, 4], "its limits");
    case "Clip":
      return isSince("8.2") ? undefined : constants(use, [1, 2], "minimum and maximum");
    case "Slice":
      return constants(use, [3], "axes");
    case "Squeeze":
    case "Unsqueeze":
      return constants(use, [1], "axes");
    case "CumSum":
      return constants(use, [1], "axis");
    case "GridSample":
      return isSince("10.1") && (inputRank(report) ?? 4) !== 4
        ? no(`takes GridSample with 4 dimensions only, this one has ${inputRank(report)}.`)
        : undefined;
    case "ScatterND": {
      const reduction = stringOf(report, "reduction") ?? "none";
      return isSince("10.0") && reduction !== "none"
        ? no(`has no ScatterND with reduction ${reduction}.`)
        : undefined;
    }
    default:
      return undefined;
  }
}

type IsSince = (version: string) => boolean;

function no(reason: string): Limit {
  return { supported: "no", isLimit: true, reason };
}

function limited(reason: string): Limit {
  return { supported: "limited", isLimit: true, reason };
}

function constants(
  { type, report }: OperatorUse,
  inputs: readonly number[],
  name: string,
): Limit | undefined {
  return inputs.every((it) => isConstant(report, it))
    ? undefined
    : no(`takes ${type} only where ${name} are stored in the model, here they are computed.`);
}

function convolutionLimit(use: OperatorUse, isSince: IsSince): Limit | undefined {
  const { type } = use;
  if (isSince("8.5")) return undefined;
  const isWeightBound = type === "ConvTranspose" || isSince("8.2");
  const computed = isWeightBound ? constants(use, [1], "the weights") : undefined;
  return computed ?? rankLimit(use, `lists ${type} of 2-D and 3-D maps only`);
}

/** One dimension less is what a 1-D layer has; parsers often add one, the lists do not promise it. */
function rankLimit({ report }: OperatorUse, claim: string): Limit | undefined {
  const rank = inputRank(report);
  return rank === undefined || rank === 4 || rank === 5
    ? undefined
    : limited(`${claim}, this one is ${rank - 2}-D.`);
}

function poolLimit(use: OperatorUse, isSince: IsSince): Limit | undefined {
  const { type, report } = use;
  if (type === "MaxPool" && isSince("8.2") && (report.node.outputs[1] ?? "") !== "") {
    return no("has no MaxPool that also gives the indices, and here they are used.");
  }
  const dilation = intsOf(report, "dilations")?.find((it) => it !== 1);
  if (isSince("10.0") && dilation !== undefined) return no(`has no ${type} with a dilation of ${dilation}.`);
  return rankLimit(use, `lists ${type} of 2-D and 3-D maps only`);
}

function resizeLimit({ report, opset }: OperatorUse, isSince: IsSince): Limit | undefined {
  const mode = stringOf(report, "mode") ?? "nearest";
  // Resize of opset 10 has no such attribute, and is asymmetric.
  const fallback = opset < 11 ? "asymmetric" : "half_pixel";
  const coordinates = stringOf(report, "coordinate_transformation_mode") ?? fallback;
  if (mode !== "nearest" && mode !== "linear") return no(`has no Resize of mode ${mode}.`);
  const known = isSince("8.0")
    ? ["half_pixel", "pytorch_half_pixel", "tf_half_pixel_for_nn", "asymmetric", "align_corners"]
    : ["asymmetric"];
  if (!known.includes(coordinates)) return no(`has no Resize with ${coordinates} coordinates.`);
  if (isSince("10.0") && intOf(report, "antialias") === 1) return no("has no Resize with antialiasing.");
  return undefined;
}

function padLimit(report: NodeReport, isSince: IsSince): Limit | undefined {
  if (isSince("8.2")) return undefined;
  const pads = intsOf(report, "pads") ?? numbersOf(report, 1);
  const rank = (pads?.length ?? 0) / 2;
  const padded = new Set(pads?.flatMap((it, i) => (it === 0 ? [] : [i % rank])) ?? []);
  const isElsewhere = isSince("8.0") ? padded.size > 2 : [...padded].some((it) => it < rank - 2);
  const mode = stringOf(report, "mode") ?? "constant";
  if (mode !== "constant") return no(`pads with zeros only, this Pad is of mode ${mode}.`);
  return isElsewhere
    ? no(`pads two dimensions only, this Pad widens dimensions ${[...padded].join(", ")}.`)
    : undefined;
}

function zeroPointLimit({ type, report }: OperatorUse, isSince: IsSince): Limit | undefined {
  const shifted = isSince("8.0") ? numbersOf(report, 2)?.find((it) => it !== 0) : undefined;
  return shifted === undefined
    ? undefined
    : no(`takes ${type} with a zero point of 0 only (symmetric), this one is ${shifted}.`);
}

function topKLimit(report: NodeReport, isSince: IsSince): Limit | undefined {
  const isConstantOnly = isSince("8.2") && !isSince("8.6");
  if (isConstantOnly && !isConstant(report, 1)) {
    return no("takes TopK only where K is stored in the model, here it is computed.");
  }
  const k = numbersOf(report, 1)?.[0] ?? 0;
  if (isSince("10.1") && k >= 3840) return no(`takes TopK for K below 3840 only, this one is ${k}.`);
  return isSince("10.1") && intOf(report, "sorted") === 0 ? no("has no TopK that is not sorted.") : undefined;
}

function einsumLimit(report: NodeReport): Limit | undefined {
  const equation = stringOf(report, "equation") ?? "";
  const [terms = ""] = equation.split("->");
  const isDiagonal = terms.split(",").some((it) => /([A-Za-z]).*\1/.test(it));
  return equation.includes("...") || isDiagonal
    ? no(`has no Einsum with an ellipsis or a diagonal, this one is "${equation}".`)
    : undefined;
}

function recurrentLimit({ type, report }: OperatorUse, isSince: IsSince): Limit | undefined {
  const activations = stringsOf(report, "activations") ?? [];
  const half = activations.length / 2;
  const isTwofold = stringOf(report, "direction") === "bidirectional" && half > 0;
  if (
    isSince("8.0") &&
    isTwofold &&
    activations.some((it, i) => it !== activations[(i + half) % (2 * half)])
  ) {
    return no(`takes a bidirectional ${type} only with the same activations both ways.`);
  }
  const isOdd = type === "LSTM" && isGiven(report, 0) && isSince("10.1");
  if (isOdd && intOf(report, "layout") === 1) return no("takes LSTM with layout 0 only.");
  return isOdd && intOf(report, "input_forget") === 1 ? no("has no LSTM with input_forget.") : undefined;
}
