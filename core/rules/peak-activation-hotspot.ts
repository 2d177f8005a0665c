import { bytesText } from "../graph/quantities.ts";
import { isKnown } from "../graph/dim.ts";
import { times } from "../diagnostics/numbers.ts";
import { type Rule } from "./contract/rule.ts";

/** MCUNetV2 found peaks of 5 to 8 times the rest in the first stages of mobile networks. */
const leastRatio = 4;
/** Below this no device with Linux minds. */
const leastBytes = 8 * 2 ** 20;

export const peakActivationHotspot: Rule = {
  id: "peak-activation-hotspot",
  group: "architecture",
  severity: "info",
  isForTarget: false,
  what: "One moment of the inference needs several times the activation memory of most others.",
  why: "The peak decides whether the model fits, and what is left for the other programs of a board that shares its memory; the rest of the time that memory lies idle.",
  fix: "Reduce the size of the map earlier (a stride in the stem), narrow the layer at the peak, or process the first stage in patches.",
  sources: ["Lin et al., MCUNetV2 (2021): imbalanced memory distribution of efficient networks"],
  bad: {
    model: `stem (float[1, 3, 512, 512] x, float[64, 3, 3, 3] w = ["location": "w.bin"], float[32, 64, 3, 3] v = ["location": "w.bin"], float[32, 32, 3, 3] u = ["location": "w.bin"]) => (float[1, 32, 64, 64] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  b = Conv <strides = [8, 8], pads = [1, 1, 1, 1]> (a, v)
  c = Conv <pads = [1, 1, 1, 1]> (b, u)
  d = Conv <pads = [1, 1, 1, 1]> (c, u)
  y = Conv <pads = [1, 1, 1, 1]> (d, u)
}`,
  },
  good: {
    model: `even (float[1, 32, 256, 256] x, float[32, 32, 3, 3] u = ["location": "w.bin"]) => (float[1, 32, 256, 256] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, u)
  b = Conv <pads = [1, 1, 1, 1]> (a, u)
  y = Conv <pads = [1, 1, 1, 1]> (b, u)
}`,
  },

  *check({ analysis: { nodes, peak } }) {
    if (peak.bytes === undefined || peak.bytes < leastBytes || !peak.node || peak.isLowerBound) return;
    const sizes = nodes
      .filter((it) => it.operator?.multiplyAdds && !it.isFolded)
      .flatMap(({ cost }) =>
        isKnown(cost.memoryAccessBytes) && isKnown(cost.memoryUsageBytes) ? [cost.memoryAccessBytes] : [],
      )
      .sort((a, b) => a - b);
    const typical = sizes[Math.floor(sizes.length / 2)];
    if (typical === undefined || sizes.length < 3 || peak.bytes < leastRatio * typical) return;
    const [largest] = peak.tensors;
    yield {
      message:
        `Peak activation memory is here: ${bytesText(peak.bytes)}, ${times(peak.bytes / typical)} what the middle layer of the model moves` +
        `${largest ? `; the largest tensor, "${largest.name}", has ${bytesText(largest.bytes)}` : ""}.`,
      node: peak.node,
      weight: peak.bytes,
    };
  },
};
