import {
  doubtfulNodes,
  edgetpuFix,
  fallbackOf,
  grouped,
  layerText,
  unitText,
} from "../diagnostics/judged-nodes.ts";
import { type Rule } from "./contract/rule.ts";

export const unsupportedOperator: Rule = {
  id: "unsupported-operator",
  group: "support",
  severity: "error",
  isForTarget: true,
  what: "An operator that the device's runtime does not have.",
  why:
    "A runtime converts a whole model or none of it: at an operator it lacks, the conversion ends. Where another unit takes such " +
    "operators over, the model runs, and pays with the detour (cpu-fallback-partition says how much).",
  fix:
    "Replace the operator by one of the runtime's list, take a newer version of the runtime where one has it, or move the operator " +
    "behind the model's outputs and compute it in the application.",
  sources: [
    "onnx/onnx-tensorrt, docs/operators.md of the releases 7.1 to 10.1-GA",
    "coral.ai, TensorFlow models on the Edge TPU, and the table that Axis publishes for the same compiler",
    "airockchip/rknn-toolkit2, operator list 2.3.2; rockchip-linux/rknn-toolkit2 issue 10: the build stops at an unsupported operator",
    "OpenVINO 2022 documentation, Supported Devices: VPU plugins; open_model_zoo 2022.3, models/public/device_support.md",
    "NVIDIA: DLA layer restrictions; NVIDIA/Deep-Learning-Accelerator-SW, operators/README.md",
    "ONNX operator changelog: what exporters write for an operator that an older opset does not have",
  ],
  bad: {
    model: `boxes (float[1, 100, 4] b, float[1, 1, 100] s) => (int64[n, 3] y) {
  y = NonMaxSuppression (b, s)
}`,
    device: "jetson-nano",
    runtimeVersion: "7.1",
  },
  good: {
    model: `boxes (float[1, 100, 4] b, float[1, 1, 100] s) => (int64[n, 3] y) {
  y = NonMaxSuppression (b, s)
}`,
    device: "jetson-nano",
    runtimeVersion: "8.2",
  },

  *check(subject) {
    const { target } = subject;
    if (!target) return;
    const all = doubtfulNodes(subject).filter(({ support }) => !support.isLimit);
    const fix = edgetpuFix(
      all.map((it) => it.node),
      target,
    );
    for (const { node, support, counts } of grouped(all, target)) {
      const unit = fallbackOf(target, support);
      const isDoubt = support.supported === "limited";
      const isOff = isDoubt ? "may not run" : "does not run";
      const place = unit ? `goes to ${unitText(target, unit)}` : `${isOff} on ${target.device.name}`;
      yield {
        message: `${layerText(node)} ${place}. ${support.reason ?? ""}${counts}`,
        node,
        isForAll: true,
        // The first one in the model speaks for all.
        weight: -node.index,
        severity: unit ? "info" : isDoubt ? "warning" : "error",
        ...(fix && node.node.opType === "HardSwish" && { fix }),
      };
    }
  },
};
