import { convolutionOf, isDepthwise, product, type Convolution } from "../diagnostics/convolution.ts";
import { times } from "../diagnostics/numbers.ts";
import { isKnown } from "../graph/dim.ts";
import { type Rule } from "./contract/rule.ts";

const leastGroups = 5;
const leastRatio = 1.5;
const leastShare = 0.02;

export const excessiveGroups: Rule = {
  id: "excessive-groups",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "A convolution has many groups.",
  why:
    "Groups save multiply-adds but not the reading and writing of maps: at equal multiply-adds the memory access grows with their " +
    "number. Many runtimes also run each group by itself, on units that stay half empty.",
  fix: "Use fewer groups and fewer channels. Few runtimes are fast with more than 4 groups and less than one group for each channel.",
  sources: [
    "Ma et al., ShuffleNet V2 (2018), guideline G2 and its Table 2",
    "The threshold of more than 4 groups is Edgewise's, not the paper's",
  ],
  bad: {
    model: `grouped (float[1, 256, 28, 28] x, float[256, 8, 3, 3] w = ["location": "w.bin"]) => (float[1, 256, 28, 28] y) {
  y = Conv <group = 32, pads = [1, 1, 1, 1]> (x, w)
}`,
  },
  good: {
    model: `few (float[1, 128, 28, 28] x, float[128, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 128, 28, 28] y) {
  y = Conv <group = 2, pads = [1, 1, 1, 1]> (x, w)
}`,
  },

  *check({ analysis }) {
    const total = analysis.totals.memoryAccess.value;
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      const moved = node.cost.memoryAccess;
      if (!layer || layer.groups < leastGroups || isDepthwise(layer) || !isKnown(moved)) continue;
      const ratio = moved / ungrouped(layer);
      if (ratio < leastRatio || (total !== undefined && moved < leastShare * total)) continue;
      const message =
        `Convolution ${layer.kernel.join("×")} of ${layer.inputChannels}→${layer.outputChannels} channels in ${layer.groups} groups: ` +
        `${times(ratio)} the memory access of one without groups and with the same multiply-adds.`;
      yield { message, node, weight: moved };
    }
  },
};

/** Elements that the convolution without groups moves: both widths are smaller by √groups. */
function ungrouped({
  inputChannels,
  outputChannels,
  groups,
  inputSize,
  outputSize,
  kernel,
}: Convolution): number {
  const factor = 1 / Math.sqrt(groups);
  const maps = inputChannels * product(inputSize) + outputChannels * product(outputSize);
  return factor * maps + (product(kernel) * inputChannels * outputChannels) / groups;
}
