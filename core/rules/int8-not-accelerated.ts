import { isQuantized } from "../diagnostics/quantization.ts";
import { bytesText } from "../graph/quantities.ts";
import { type Rule } from "./contract/rule.ts";

export const int8NotAccelerated: Rule = {
  id: "int8-not-accelerated",
  group: "compression",
  severity: "warning",
  isForTarget: true,
  what: "The target is to run in int8, but the device computes int8 no faster than float.",
  why: "Without int8 arithmetic the runtime converts back to float for each layer: the accuracy is that of int8, the time that of float or worse. On a Jetson Nano YOLOv8n-cls took 5.01 ms in float32, 3.80 in float16 and 5.00 in int8.",
  fix: "Use the narrowest precision that the device accelerates; the message names it.",
  sources: [
    'Three public trtexec logs on a Jetson Nano (TensorRT 8.0.1 and 8.2.1): "Int8 support requested on hardware without native Int8 support, performance will be negatively affected"',
    "NVIDIA forum 55481: the TX2 does not support int8 operation",
    "The survey (5.5, 7.6) says otherwise of the Nano; measurements decide",
  ],
  bad: {
    model: `conv (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "jetson-nano",
    choice: { precision: "int8" },
  },
  good: {
    model: `conv (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "jetson-orin-nano-8gb",
    choice: { precision: "int8" },
  },

  *check({ analysis, target }) {
    if (!target || target.device.precisionsAccelerated.includes("int8")) return;
    const { device, choice } = target;
    if (choice.precision !== "int8" && !isQuantized(analysis)) return;
    const better = device.precisionsAccelerated.filter((it) => it !== "int8");
    const advice = better.length > 0 ? ` It accelerates ${better.join(", ")}.` : "";
    const measured = device.measured.find((it) => it.what.startsWith("INT8 speed-up"));
    const times = measured
      ? ` Measured there: ${measured.median} times the speed of float32 (${measured.what}).`
      : "";
    const size = bytesText(analysis.totals.weightBytes);
    yield {
      message: `${device.name} has no int8 arithmetic: int8 makes the weights (${size} as stored) smaller, not the inference faster.${advice}${times}`,
    };
  },
};
