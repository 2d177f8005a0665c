import { unitText } from "../diagnostics/judged-nodes.ts";
import { isKnown } from "../graph/dim.ts";
import { type Value } from "../graph/model.ts";
import { isStatic, shapeText } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";

export const dynamicShape: Rule = {
  id: "dynamic-shape",
  group: "support",
  severity: "warning",
  isForTarget: true,
  what: "An input whose size is left open, for a runtime that wants it fixed.",
  why:
    "The Edge TPU and the DLA compile for one size of every tensor. TensorRT takes open sizes with a profile of the least, the usual and " +
    "the largest size, and has to be fast for the whole range then.",
  fix: "Export with fixed sizes, or fix them in the file (batch 1). For TensorRT give --minShapes, --optShapes and --maxShapes with the input's name.",
  sources: [
    "coral.ai, TensorFlow models on the Edge TPU: tensor sizes constant at compile time",
    "NVIDIA, DLA documentation: no dynamic dimensions, least = usual = largest",
    "NVIDIA/TensorRT, trtexec: options for shapes",
  ],
  bad: {
    model: `open (float[1, 3, h, w] x) => (float[1, 3, h, w] y) {
  y = Relu (x)
}`,
    device: "coral-usb",
  },
  good: {
    model: `fixed (float[1, 3, 224, 224] x) => (float[1, 3, 224, 224] y) {
  y = Relu (x)
}`,
    device: "coral-usb",
  },

  *check({ analysis, target }) {
    if (!target) return;
    const stored = analysis.model.graph.constants;
    // Old files list their stored tensors among the inputs.
    const open = analysis.model.graph.inputs.filter((it) => !stored.has(it.name) && isOpen(it));
    if (open.length === 0) return;
    const demand = demandOf(target);
    if (!demand) return;
    const names = open.slice(0, 3).map((it) => `${it.name} (${shapeText(shapeOf(it.type))})`);
    const isBatchOnly = open.every((it) => isStatic(shapeOf(it.type)?.slice(1)));
    yield {
      message: `${open.length === 1 ? "Input" : `${open.length} inputs:`} ${names.join(", ")}: ${demand.text}`,
      // A batch that is left open is 1 as soon as the converter is told so.
      ...((demand.isProfile || isBatchOnly) && { severity: "info" }),
    };
  },
};

function isOpen({ type }: Value): boolean {
  return shapeOf(type)?.some((it) => !isKnown(it)) ?? false;
}

/** What the runtime asks of open sizes; undefined where it takes them, or nothing is known. */
function demandOf(target: Target): { readonly text: string; readonly isProfile?: boolean } | undefined {
  const { runtime, unit } = target.choice;
  if (runtime === "edgetpu" || (runtime === "tensorrt" && unit === "npu")) {
    return { text: `${unitText(target, "npu")} takes fixed sizes only.` };
  }
  if (runtime !== "tensorrt") return undefined;
  const text = `TensorRT on ${target.device.name} needs the least, the usual and the largest size (--minShapes, --optShapes, --maxShapes) to build.`;
  return { text, isProfile: true };
}
