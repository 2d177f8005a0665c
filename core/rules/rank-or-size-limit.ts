import { doubtfulNodes, fallbackOf, grouped, layerText, unitText } from "../diagnostics/judged-nodes.ts";
import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";
import { type Support } from "../support/contract/support.ts";

export const rankOrSizeLimit: Rule = {
  id: "rank-or-size-limit",
  group: "support",
  severity: "error",
  isForTarget: true,
  what: "An operator that the device's runtime has, but not with these dimensions, sizes or attributes.",
  why:
    "Accelerators take windows, strides, ranks and modes within fixed ranges. Outside of them the conversion fails, the runtime takes the " +
    "operator apart, or another unit computes it.",
  fix: "Bring the operator into the range that the message names: a smaller window, batch 1, another mode, fewer dimensions.",
  sources: [
    "onnx/onnx-tensorrt, docs/operators.md: restrictions beside the operators",
    "coral.ai, TensorFlow models on the Edge TPU: limits of operators, three dimensions above 1",
    "RKNN Compiler Support Operator List 2.3.2, chapters 3.1 and 3.2",
    "NVIDIA: DLA layer restrictions; NVIDIA-AI-IOT/jetson_dla_tutorial: pooling windows up to 8",
    "OpenVINO 2022 documentation, Supported Devices: no 3-D maps on VPUs",
  ],
  bad: {
    model: `up (float[1, 16, 28, 28] x, float[4] s = {1, 1, 2, 2}) => (float[1, 16, 56, 56] y) {
  y = Resize <mode = "cubic"> (x, , s)
}`,
    device: "jetson-orin-nano-8gb",
  },
  good: {
    model: `up (float[1, 16, 28, 28] x, float[4] s = {1, 1, 2, 2}) => (float[1, 16, 56, 56] y) {
  y = Resize <mode = "linear"> (x, , s)
}`,
    device: "jetson-orin-nano-8gb",
  },

  *check(subject) {
    const { target } = subject;
    if (!target) return;
    const all = doubtfulNodes(subject).filter(({ support }) => support.isLimit);
    for (const { node, support, counts } of grouped(all, target)) {
      const { severity, verdict } = outcome(support, target);
      yield {
        message: `${layerText(node)} ${verdict}. ${support.reason ?? ""}${counts}`,
        node,
        isForAll: true,
        // The first one in the model speaks for all.
        weight: -node.index,
        severity,
      };
    }
  },
};

function outcome(support: Support, target: Target) {
  const { name } = target.device;
  if (support.supported === "limited") {
    return { severity: "info", verdict: `is outside the limits of ${name}` } as const;
  }
  const unit = fallbackOf(target, support);
  return unit
    ? ({ severity: "info", verdict: `goes to ${unitText(target, unit)}` } as const)
    : ({ severity: "error", verdict: `does not run on ${name}` } as const);
}
