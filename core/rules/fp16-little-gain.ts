import { convolutionOf, isDepthwise } from "../diagnostics/convolution.ts";
import { isElementwise } from "../diagnostics/elementwise.ts";
import { isKnown } from "../graph/dim.ts";
import { shareText } from "../graph/quantities.ts";
import { type Rule } from "./contract/rule.ts";

const leastShare = 0.4;

export const fp16LittleGain: Rule = {
  id: "fp16-little-gain",
  group: "compression",
  severity: "info",
  isForTarget: true,
  what: "The model is mostly depthwise and elementwise work, which float16 makes hardly faster on this device.",
  why: "Without tensor cores float16 doubles the arithmetic only. Such layers wait for memory and for launches: on a Jetson Nano 30 pairs of engines gained 1.16 times in the median, dense 3×3 networks 1.6 to 1.8, Fast-SCNN 1.00 to 1.02.",
  fix: "Expect little, and measure; fewer layers and standard convolutions gain more. float16 still halves the weights.",
  sources: [
    "30 pairs of engines, Jetson Nano, TensorRT 8.0.1 (logs of NobuoTsukamoto/benchmarks)",
    "TX2: MobileNetV1 12.9 ms in both precisions, ResNet-50 27.1 and 15.7 ms (tf_to_trt_image_classification)",
  ],
  bad: {
    model: `separable (float[1, 64, 56, 56] x, float[64, 1, 3, 3] w = ["location": "w.bin"], float[4, 64, 1, 1] v = ["location": "w.bin"]) => (float[1, 4, 56, 56] z) {
  y = Conv <group = 64, pads = [1, 1, 1, 1]> (x, w)
  z = Conv (y, v)
}`,
    device: "jetson-nano",
  },
  good: {
    model: `conv (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "jetson-nano",
  },

  *check({ analysis, target }) {
    if (!target || target.choice.precision !== "fp16" || target.choice.unit !== "gpu") return;
    const capability = Number(target.device.gpu?.computeCapability);
    const total = analysis.totals.memoryAccess.value;
    // Tensor cores came with 7.0; Mali, Adreno and Apple GPUs were not measured.
    if (!(capability < 7) || !total) return;
    let light = 0;
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      if (isKnown(node.cost.memoryAccess) && ((layer && isDepthwise(layer)) || isElementwise(node)))
        light += node.cost.memoryAccess;
    }
    if (light < leastShare * total) return;
    const name = target.device.name;
    yield {
      message: `Depthwise and elementwise operators move ${shareText(light, total)} of the memory access: on ${name} expect 1.0 to 1.3 times the speed of float32, not 2.`,
    };
  },
};
