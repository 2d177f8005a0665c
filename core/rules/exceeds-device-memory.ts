import { bytesText } from "../graph/quantities.ts";
import { type Rule } from "./contract/rule.ts";
import { memoryNeed } from "../diagnostics/memory-need.ts";

export const exceedsDeviceMemory: Rule = {
  id: "exceeds-device-memory",
  group: "fit",
  severity: "error",
  isForTarget: true,
  what: "Weights and peak activations need more memory than the device has.",
  why: "The process is killed, or the board swaps and answers in seconds. On most boards CPU and accelerator share the memory with the operating system.",
  fix: "Use a narrower precision, a smaller input, or a device with more memory; prune where the peak is.",
  sources: [
    "Survey, section 3.1: memory usage; the device's memory as in the catalogue, what its system reports where that is known",
  ],
  bad: {
    model: `large (float[1, 1024] x, float[1024, 600000] w = ["location": "w.bin"]) => (float[1, 600000] y) { y = MatMul (x, w) }`,
    device: "coral-dev-board",
    choice: { runtime: "tflite", unit: "cpu", precision: "fp32" },
  },
  good: {
    model: `small (float[1, 1024] x, float[1024, 1000] w = ["location": "w.bin"]) => (float[1, 1000] y) { y = MatMul (x, w) }`,
    device: "coral-dev-board",
    choice: { runtime: "tflite", unit: "cpu", precision: "fp32" },
  },

  *check({ analysis, target }) {
    const available =
      target?.forecast?.availableMemoryBytes ??
      target?.device.memory.usableBytes ??
      target?.device.memory.bytes;
    if (!target || available === undefined) return;
    const need = memoryNeed(analysis, target);
    if (need === undefined || need.bytes <= available) return;
    const least = need.isLowerBound ? "at least " : "";
    yield {
      message:
        `The model needs ${least}${bytesText(need.bytes)} in ${target.choice.precision} (weights ${bytesText(need.weights)}, ` +
        `activations ${bytesText(need.activations)}); ${target.device.name} has ${bytesText(available)} for everything.`,
    };
  },
};
