import { fallbackPartition, type FallbackPartition } from "../diagnostics/fallback-partition.ts";
import { edgetpuFix, layerText, unitText } from "../diagnostics/judged-nodes.ts";
import { percent } from "../diagnostics/numbers.ts";
import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";

/** Below this share of the multiply-adds and of the memory access, the detour is worth a remark only. */
const leastShare = 0.05;
/** NVIDIA, DLA documentation: at most 16 loadables per core. */
const mostLoadables = 16;

export const cpuFallbackPartition: Rule = {
  id: "cpu-fallback-partition",
  group: "support",
  severity: "warning",
  isForTarget: true,
  what: "A part of the model leaves the accelerator: the CPU (for the DLA the GPU) computes it.",
  why:
    "The other unit is many times slower, and the data crosses over to it. The Edge TPU's compiler splits a model once: the first " +
    "operator that it lacks and everything after it run on the CPU. DLA and RKNN come back after each such operator, and pay for each crossing: " +
    "replacing one kind of layer made a detector on the DLA 2.1 times faster.",
  fix:
    "Replace the first operator that the accelerator lacks (ReLU6 for HardSwish), or put such operators at the end of the model. " +
    "On the Edge TPU the compiler's option -a allows more than one split.",
  sources: [
    "coral.ai, TensorFlow models on the Edge TPU: the single split",
    "NVIDIA-AI-IOT/jetson_dla_tutorial: 305.9 → 649.7 queries per second when GroupNorm was replaced",
    "RKNN Compiler Support Operator List 2.3.2: ranges of the NPU",
    "The threshold of 5% is ours",
  ],
  bad: {
    model: `head (float[1, 16, 112, 112] x, float[16, 16, 3, 3] w = ["location": "w.bin"]) => (float[1, 16, 112, 112] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  b = HardSwish (a)
  c = Conv <pads = [1, 1, 1, 1]> (b, w)
  y = Relu (c)
}`,
    device: "coral-usb",
  },
  good: {
    model: `head (float[1, 16, 112, 112] x, float[16, 16, 3, 3] w = ["location": "w.bin"]) => (float[1, 16, 112, 112] y)
<float zero = {0}, float six = {6}>
{
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  b = Clip (a, zero, six)
  c = Conv <pads = [1, 1, 1, 1]> (b, w)
  y = Relu (c)
}`,
    device: "coral-usb",
  },

  *check(subject) {
    const { target } = subject;
    const partition = fallbackPartition(subject);
    if (!target || !partition) return;
    const { node, support } = partition.first;
    const { multiplyAdds, memoryAccess } = partition;
    const isCounted = multiplyAdds !== undefined || memoryAccess !== undefined;
    const share = isCounted
      ? Math.max(multiplyAdds ?? 0, memoryAccess ?? 0)
      : partition.nodes.length / partition.total;
    const fix = edgetpuFix(partition.nodes, target);
    yield {
      message: `${whereText(partition, target)}${costText(partition)}. ${support.reason ?? ""}${loadablesText(partition)}`,
      node,
      severity: share < leastShare ? "info" : "warning",
      ...(fix && { fix }),
    };
  },
};

function whereText({ first, nodes, total, pieces, isTail, unit }: FallbackPartition, target: Target): string {
  const layer = layerText(first.node);
  const place = unitText(target, unit);
  if (isTail) return `From ${layer} on, ${nodes.length} of ${total} operators run on ${place}`;
  const inPieces = pieces === 1 ? "" : `, in ${pieces} pieces`;
  return nodes.length === 1
    ? `${layer} runs on ${place}`
    : `${layer} and ${nodes.length - 1} more of ${total} operators run on ${place}${inPieces}`;
}

/** What TensorRT cuts off for the DLA is one loadable a piece. */
function loadablesText({ unit, pieces }: FallbackPartition): string {
  return unit === "gpu" && pieces > mostLoadables
    ? ` A DLA core holds ${mostLoadables} pieces at most, the others go to the GPU too.`
    : "";
}

function costText({ multiplyAdds, memoryAccess, milliseconds }: FallbackPartition): string {
  const parts = [
    ...(multiplyAdds === undefined ? [] : [`${percent(multiplyAdds)} of the multiply-adds`]),
    ...(memoryAccess === undefined ? [] : [`${percent(memoryAccess)} of the memory access`]),
    ...(milliseconds === undefined ? [] : [`${milliseconds.toPrecision(2)} ms predicted`]),
  ];
  return parts.length === 0 ? "" : `: ${parts.join(", ")}`;
}
