import { isMatrixProduct } from "../diagnostics/matrix-products.ts";
import { bytesText, shareText } from "../graph/quantities.ts";
import { isStatic } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type Rule } from "./contract/rule.ts";

const leastShare = 0.5;
/** A layer of less is small on any device with Linux. */
const leastParameters = 500_000;

export const denseLayerDominates: Rule = {
  id: "dense-layer-dominates",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "One fully connected layer holds most of the model's parameters.",
  why:
    "At a batch of 1 each of its weights is read for one multiply-add: the time of the layer is the time to fetch them. On devices that " +
    "stream weights over USB or PCIe (Edge TPU, Hailo) it sets the latency of the whole model.",
  fix: "Put a global average pooling in front of it, so that it sees channels and not places; or factor it into two thin layers.",
  sources: [
    "Survey, section 3.1: parameters of fully connected layers; Eq. 7",
    "Lin et al., Network In Network (2013): global average pooling in place of fully connected layers",
  ],
  bad: {
    model: `head (float[1, 512, 7, 7] x, float[512, 512, 3, 3] v = ["location": "w.bin"], float[4096, 25088] w = ["location": "w.bin"]) => (float[1, 4096] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, v)
  f = Flatten (a)
  y = Gemm <transB = 1> (f, w)
}`,
  },
  good: {
    model: `pooled (float[1, 512, 7, 7] x, float[512, 512, 3, 3] v = ["location": "w.bin"], float[1000, 512] w = ["location": "w.bin"]) => (float[1, 1000] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, v)
  p = GlobalAveragePool (a)
  f = Flatten (p)
  y = Gemm <transB = 1> (f, w)
}`,
  },

  *check({ analysis }) {
    const total = analysis.totals.parameters;
    const [largest] = analysis.nodes
      .filter(isMatrixProduct)
      .sort((a, b) => b.cost.parameters - a.cost.parameters);
    if (!largest) return;
    const { parameters } = largest.cost;
    if (parameters < leastParameters || parameters < leastShare * total || isAll(parameters, total)) return;
    const sizes = largest.inputs
      .map((it) => it?.isFolded && shapeOf(it.type))
      .find((it) => it && isStatic(it) && it.length === 2);
    yield {
      message:
        `Fully connected layer${sizes ? ` ${sizes.join("×")}` : ""} holds ${shareText(parameters, total)} of the model's parameters: ` +
        `${bytesText(parameters * 4)} in float32, read once for each inference.`,
      node: largest,
      weight: parameters,
    };
  },
};

/** A model that is one layer, and perhaps a bias, has no other to be compared with. */
function isAll(parameters: number, total: number): boolean {
  return parameters > 0.99 * total;
}
