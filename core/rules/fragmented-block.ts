import { isKnown } from "../graph/dim.ts";
import { countText } from "../graph/quantities.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { type Rule } from "./contract/rule.ts";

/** Inception blocks have four branches; with two or three the loss in ShuffleNet V2's Table 3 is small. */
const leastBranches = 4;
const layers = new Set(["Conv", "ConvTranspose", "MaxPool", "AveragePool", "GlobalAveragePool"]);

export const fragmentedBlock: Rule = {
  id: "fragmented-block",
  group: "architecture",
  severity: "info",
  isForTarget: false,
  what: "A block splits into many small parallel branches.",
  why:
    "Each branch is a kernel with its own launch, and too small to fill the device by itself: at the same multiply-adds four parallel " +
    "fragments ran at less than half the speed of one on a GPU.",
  fix: "Use one wider branch, or train the branches and merge them before deployment (as RepVGG and MobileOne do).",
  sources: [
    "Ma et al., ShuffleNet V2 (2018), guideline G3 and its Table 3; the threshold of 4 branches is Edgewise's",
  ],
  bad: {
    model: `inception (float[1, 192, 28, 28] x, float[64, 192, 1, 1] a = ["location": "w.bin"], float[96, 192, 1, 1] b = ["location": "w.bin"], float[16, 192, 1, 1] c = ["location": "w.bin"])
  => (float[1, 368, 28, 28] y) {
  p = Conv (x, a)
  q = Conv (x, b)
  r = Conv (x, c)
  s = MaxPool <kernel_shape = [3, 3], pads = [1, 1, 1, 1]> (x)
  y = Concat <axis = 1> (p, q, r, s)
}`,
  },
  good: {
    model: `two (float[1, 192, 28, 28] x, float[64, 192, 1, 1] a = ["location": "w.bin"], float[96, 192, 1, 1] b = ["location": "w.bin"]) => (float[1, 160, 28, 28] y) {
  p = Conv (x, a)
  q = Conv (x, b)
  y = Concat <axis = 1> (p, q)
}`,
  },

  *check({ analysis, links }) {
    for (const node of analysis.nodes) {
      if (!layers.has(node.operator?.type ?? "")) continue;
      // Only what flows: layers that share their weights are no branches.
      for (const tensor of node.inputs.slice(0, 1)) {
        const branches = links
          .consumers(tensor)
          .filter((it) => it.inputs[0] === tensor && layers.has(it.operator?.type ?? ""));
        // Said once, at the first of them.
        if (branches.length < leastBranches || branches[0] !== node) continue;
        const work = branches.map((it) => multiplyAddsOf(it));
        const smallest = Math.min(...work.filter((it) => it > 0));
        yield {
          message:
            `${branches.length} parallel branches start here, the smallest with ${countText(smallest)} multiply-adds: each is a kernel ` +
            "of its own, too small to fill the device.",
          node,
          weight: branches.length,
        };
        break;
      }
    }
  },
};

function multiplyAddsOf({ cost: { multiplyAdds } }: NodeReport): number {
  return isKnown(multiplyAdds) ? multiplyAdds : 0;
}
