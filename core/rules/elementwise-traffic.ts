import { shareText } from "../graph/quantities.ts";
import { isKnown } from "../graph/dim.ts";
import { isLeftByFusion } from "../diagnostics/elementwise.ts";
import { type Rule } from "./contract/rule.ts";

/** G4 names no threshold: a quarter of the traffic is where rewriting begins to pay. */
const leastShare = 0.25;

export const elementwiseTraffic: Rule = {
  id: "elementwise-traffic",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "Elementwise operators that no layer absorbs make up a large part of what the model moves.",
  why:
    "Additions, products and activations have no multiply-adds in the tables but read and write whole maps. Those that follow a " +
    "convolution are folded into it; those that follow a branch, a concatenation or a reshape are kernels of their own, bound by memory.",
  fix:
    "Put the activation directly behind the convolution, take cheaper gates (no x·sigmoid(x) where ReLU6 will do), and drop scalings " +
    "that the weights can hold.",
  sources: [
    "Ma et al., ShuffleNet V2 (2018), guideline G4",
    "The threshold of a quarter is Edgewise's, not the paper's",
  ],
  bad: {
    model: `gates (float[1, 64, 56, 56] x, float[1, 64, 56, 56] g, float[64, 64, 1, 1] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  a = Conv (x, w)
  b = Transpose <perm = [0, 1, 3, 2]> (a)
  c = Mul (b, g)
  d = Sigmoid (c)
  y = Add (d, g)
}`,
  },
  good: {
    model: `fused (float[1, 64, 56, 56] x, float[64, 64, 1, 1] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  a = Conv (x, w)
  b = Relu (a)
  y = Conv (b, w)
}`,
  },

  *check({ analysis, links }) {
    const total = analysis.totals.memoryAccess.value;
    if (!total) return;
    const left = analysis.nodes.filter((it) => isLeftByFusion(it, links) && isKnown(it.cost.memoryAccess));
    const moved = (it: (typeof left)[number]) => (isKnown(it.cost.memoryAccess) ? it.cost.memoryAccess : 0);
    const sum = left.reduce((so, it) => so + moved(it), 0);
    if (sum < leastShare * total) return;
    const [worst] = [...left].sort((a, b) => moved(b) - moved(a));
    yield {
      message:
        `${left.length} elementwise operators that no layer absorbs move ${shareText(sum, total)} of the model's memory access; ` +
        `the largest, ${worst?.operator?.type ?? ""}, ${shareText(worst ? moved(worst) : 0, total)}.`,
      ...(worst && { node: worst }),
      weight: sum,
    };
  },
};
