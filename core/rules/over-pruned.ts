import { convolutionOf, product } from "../diagnostics/convolution.ts";
import { onwards } from "../diagnostics/onwards.ts";
import { type Rule } from "./contract/rule.ts";

const mostChannels = 4;
const leastRatio = 16;

export const overPruned: Rule = {
  id: "over-pruned",
  group: "compression",
  severity: "info",
  isForTarget: false,
  what: "A layer has far fewer channels than its neighbours.",
  why: "All that the next layers see goes through it. After automatic pruning such a layer often costs more accuracy than the rest together, and saves no time: it is far below what a device computes at a time.",
  fix: "Give the layer a floor (8 or 16 channels, or a tenth of the original), or remove it whole where a shortcut runs beside it.",
  sources: [
    "Survey, section 7.3: most filters of one layer may be removed during pruning",
    "The thresholds are Edgewise's",
  ],
  bad: {
    model: `throttled (float[1, 64, 28, 28] x, float[2, 64, 3, 3] w = ["location": "w.bin"], float[64, 2, 3, 3] v = ["location": "w.bin"]) => (float[1, 64, 28, 28] z) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
  r = Relu (y)
  z = Conv <pads = [1, 1, 1, 1]> (r, v)
}`,
  },
  good: {
    model: `bottleneck (float[1, 64, 28, 28] x, float[16, 64, 3, 3] w = ["location": "w.bin"], float[64, 16, 3, 3] v = ["location": "w.bin"]) => (float[1, 64, 28, 28] z) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
  r = Relu (y)
  z = Conv <pads = [1, 1, 1, 1]> (r, v)
}`,
  },

  *check({ analysis, links }) {
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      if (
        !layer ||
        layer.groups > 1 ||
        layer.outputChannels > mostChannels ||
        product(layer.outputSize) === 1
      )
        continue;
      const next = onwards(node, links).flatMap((it) => convolutionOf(it) ?? [])[0];
      if (!next || Math.min(layer.inputChannels, next.outputChannels) < leastRatio * layer.outputChannels)
        continue;
      yield {
        message: `Only ${layer.outputChannels} channels between ${layer.inputChannels} before and ${next.outputChannels} after.`,
        node,
        weight: layer.inputChannels / layer.outputChannels,
      };
    }
  },
};
