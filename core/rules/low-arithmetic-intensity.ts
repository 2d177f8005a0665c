import { ratioText } from "../graph/quantities.ts";
import { type Rule } from "./contract/rule.ts";
import { peakOperationsPerSecond } from "../diagnostics/peak-rate.ts";

/** Below a quarter of the ridge point no tuning of arithmetic helps. */
const shareOfRidge = 0.25;

export const lowArithmeticIntensity: Rule = {
  id: "low-arithmetic-intensity",
  group: "architecture",
  severity: "info",
  isForTarget: true,
  what: "The model as a whole does few multiply-adds for each byte it moves, compared with what the device can do.",
  why:
    "Below the device's ridge point (peak rate over memory bandwidth) the memory sets the time: fewer multiply-adds, or a lower " +
    "precision of the arithmetic alone, make it no faster. Fewer bytes do.",
  fix: "Reduce what is moved: fuse, use narrower types for maps and weights, fewer and wider layers, smaller maps early on.",
  sources: [
    "Williams et al., Roofline (2009)",
    "Survey, section 3.1: memory access cost; the factor of a quarter is Edgewise's",
  ],
  bad: {
    model: `depthwise (float[1, 64, 112, 112] x, float[64, 1, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 112, 112] y) {
  a = Conv <group = 64, pads = [1, 1, 1, 1]> (x, w)
  y = Conv <group = 64, pads = [1, 1, 1, 1]> (a, w)
}`,
    device: "jetson-orin-nano-8gb",
  },
  good: {
    model: `dense (float[1, 512, 56, 56] x, float[512, 512, 3, 3] w = ["location": "w.bin"]) => (float[1, 512, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "jetson-orin-nano-8gb",
  },

  *check({ analysis, target }) {
    const { multiplyAdds, memoryAccess } = analysis.totals;
    const rate = target && peakOperationsPerSecond(target);
    const bandwidth = target?.device.memory.bandwidthBytesPerSecond;
    if (!target || !rate || !bandwidth || !multiplyAdds.value || !memoryAccess.value) return;
    if (multiplyAdds.isLowerBound || memoryAccess.isLowerBound) return;
    const bytes = memoryAccess.value * elementBytes(target.choice.precision);
    const intensity = multiplyAdds.value / bytes;
    const ridge = rate / 2 / bandwidth;
    if (intensity >= shareOfRidge * ridge) return;
    yield {
      message:
        `${ratioText(intensity)} multiply-adds for each byte moved, where ${target.device.name} needs ${ratioText(ridge)} to be busy ` +
        `(${target.choice.precision}): memory sets the time.`,
    };
  },
};

function elementBytes(precision: string): number {
  if (precision === "int8") return 1;
  return precision === "fp16" || precision === "bf16" || precision === "int16" ? 2 : 4;
}
