import { convolutionOf, isPointwise, product } from "../diagnostics/convolution.ts";
import { percent, times } from "../diagnostics/numbers.ts";
import { isKnown } from "../graph/dim.ts";
import { type Rule } from "./contract/rule.ts";

/** G1 names no threshold; below a ratio of 4 the loss is under 25% of the layer's traffic. */
const leastRatio = 4;
const leastShare = 0.03;

export const unequalChannelWidths: Rule = {
  id: "unequal-channel-widths",
  group: "architecture",
  severity: "info",
  isForTarget: false,
  what: "A pointwise convolution has far more channels on one side than on the other.",
  why:
    "At the same multiply-adds a 1×1 convolution moves least memory when input and output are equally wide: " +
    "h·w·(c1 + c2) + c1·c2 is at least 2·√(h·w·B) + B / (h·w), with equality at c1 = c2.",
  fix: "Bring the widths closer: a smaller expansion ratio, or a wider bottleneck with fewer blocks.",
  sources: [
    "Ma et al., ShuffleNet V2 (2018), guideline G1",
    "The threshold of 4 is Edgewise's, not the paper's",
  ],
  bad: {
    model: `expand (float[1, 24, 56, 56] x, float[144, 24, 1, 1] w = ["location": "w.bin"]) => (float[1, 144, 56, 56] y) {
  y = Conv (x, w)
}`,
  },
  good: {
    model: `equal (float[1, 59, 56, 56] x, float[59, 59, 1, 1] w = ["location": "w.bin"]) => (float[1, 59, 56, 56] y) {
  y = Conv (x, w)
}`,
  },

  *check({ analysis }) {
    const total = analysis.totals.memoryAccess.value;
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      const moved = node.cost.memoryAccess;
      if (!layer || !isPointwise(layer) || !isKnown(moved)) continue;
      const { inputChannels: c1, outputChannels: c2 } = layer;
      const ratio = Math.max(c1, c2) / Math.min(c1, c2);
      if (!(ratio >= leastRatio) || (total !== undefined && moved < leastShare * total)) continue;
      // Where maps are small the weights are what is moved, and those are the same for both.
      const places = product(layer.outputSize);
      const least = 2 * Math.sqrt(c1 * c2) * places + c1 * c2;
      const excess = places * (c1 + c2) + c1 * c2 - least;
      if (excess < 0.2 * least) continue;
      const message =
        `Pointwise convolution ${c1}→${c2}: widths differ ${times(ratio)}, and it moves ${percent(excess / least)} more than one of ` +
        `${Math.round(Math.sqrt(c1 * c2))} channels on both sides with the same multiply-adds.`;
      yield { message, node, weight: excess };
    }
  },
};
