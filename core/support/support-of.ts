import { type Model } from "../graph/model.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type Target } from "../rules/contract/subject.ts";
import { type OperatorUse, type Support, isSupported, isUnknown } from "./contract/support.ts";
import { dlaSupport } from "./dla.ts";
import { edgetpuSupport } from "./edgetpu.ts";
import { exportOfTorch, exportParts } from "./export-parts.ts";
import { myriadSupport } from "./openvino-myriad.ts";
import { rknnSupport } from "./rknn.ts";
import { tensorrtSupport } from "./tensorrt.ts";

type Judge = (use: OperatorUse, target: Target) => Support;

/** Runtimes with a published list of operators. Of the others nothing is said. */
function judgeOf({ choice }: Target): Judge | undefined {
  switch (choice.runtime) {
    case "tensorrt":
      return choice.unit === "npu" ? dlaSupport : tensorrtSupport;
    case "edgetpu":
      return edgetpuSupport;
    case "rknn":
      return rknnSupport;
    case "openvino":
      return choice.unit === "npu" ? myriadSupport : undefined;
    default:
      return undefined;
  }
}

/** Whether the target's runtime computes a node of a model on the chosen unit, and why not. */
export function supportOf(report: NodeReport, target: Target, model: Model): Support {
  const judge = judgeOf(target);
  if (!judge) return isUnknown;
  if (report.isFolded) return isSupported;
  const { domain, opType } = report.node;
  if (domain === "aten") return partsSupport(exportOfTorch(opType), report, { judge, target });
  if (domain === "com.microsoft") return ofOnnxRuntime(opType, target);
  if (domain !== "" || !report.operator) return isUnknown;
  const opset = model.opsets.get("") ?? Infinity;
  const whole = judge({ type: opType, report, isWhole: true, opset }, target);
  if (model.format !== "pytorch" || whole.isLimit || whole.supported === "yes") return whole;
  // An exporter is asked for an opset that the runtime has: then it writes what the operator is made of. The Edge TPU's
  // list is one of TFLite, where converters keep operators whole.
  const parts = target.choice.runtime === "edgetpu" ? undefined : exportParts(opType)?.parts;
  const made = parts ? partsSupport(parts, report, { judge, target }) : whole;
  return made.supported === "no" && whole.supported === "no" ? whole : made;
}

/** The weakest of what a node is exported as. */
function partsSupport(
  parts: readonly string[] | undefined,
  report: NodeReport,
  { judge, target }: { readonly judge: Judge; readonly target: Target },
): Support {
  if (!parts) return isUnknown;
  const found = parts.map((type) => judge({ type, report, isWhole: false, opset: Infinity }, target));
  return (
    found.find((it) => it.supported === "no") ??
    found.find((it) => it.supported === "unknown") ??
    found.find((it) => it.supported === "limited") ??
    isSupported
  );
}

/** Operators that ONNX Runtime adds for itself; its optimizer and its quantizer write them. */
function ofOnnxRuntime(opType: string, { choice }: Target): Support {
  const who =
    choice.runtime === "tensorrt" ? "TensorRT" : choice.runtime === "rknn" ? "RKNN-Toolkit2" : undefined;
  if (who === undefined) return isUnknown;
  const reason = `${opType} is an operator of ONNX Runtime's own (com.microsoft), ${who} does not know it.`;
  return {
    supported: "no",
    reason,
    source: "onnx/onnx-tensorrt, docs/operators.md; RKNN-Toolkit2, operator list",
  };
}
