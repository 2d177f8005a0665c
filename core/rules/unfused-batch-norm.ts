import { bytesText, shareText } from "../graph/quantities.ts";
import { isKnown } from "../graph/dim.ts";
import { type Rule } from "./contract/rule.ts";

const layers = new Set(["Conv", "ConvTranspose", "Gemm", "MatMul"]);

export const unfusedBatchNorm: Rule = {
  id: "unfused-batch-norm",
  group: "architecture",
  severity: "info",
  isForTarget: false,
  what: "A batch normalization does not directly follow the layer that could take it in.",
  why:
    "At inference it is one scale and one shift for each channel, which the weights of the layer before it can hold. Behind an " +
    "activation, a branch or a concatenation it stays an operator that reads and writes the whole map.",
  fix: "Put it between the convolution and the activation, and export in eval mode; or fold it into the layer behind it where that one has no padding.",
  sources: [
    "Jacob et al., Quantization and Training of Neural Networks (2018), section 3.2: folding of batch normalization",
  ],
  bad: {
    model: `preactivation (float[1, 64, 56, 56] x, float[64] s = ["location": "w.bin"], float[64] b = ["location": "w.bin"], float[64] m = ["location": "w.bin"], float[64] v = ["location": "w.bin"])
  => (float[1, 64, 56, 56] y) {
  a = Relu (x)
  y = BatchNormalization (a, s, b, m, v)
}`,
  },
  good: {
    model: `behind (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"], float[64] s = ["location": "w.bin"], float[64] b = ["location": "w.bin"], float[64] m = ["location": "w.bin"], float[64] v = ["location": "w.bin"])
  => (float[1, 64, 56, 56] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  y = BatchNormalization (a, s, b, m, v)
}`,
  },

  *check({ analysis, links }) {
    const total = analysis.totals.memoryAccessBytes.value;
    for (const node of analysis.nodes) {
      if (node.operator?.type !== "BatchNormalization" || node.isFolded) continue;
      const [x] = node.inputs;
      const producer = links.producer(x);
      const isFoldable = layers.has(producer?.operator?.type ?? "") && links.consumers(x).length === 1;
      const bytes = node.cost.memoryAccessBytes;
      if (isFoldable || !isKnown(bytes)) continue;
      const share = total ? `, ${shareText(bytes, total)} of the model's memory access` : "";
      yield {
        message: `Batch normalization behind ${producer?.operator?.type ?? "an input"} cannot be folded into it and moves ${bytesText(bytes)}${share}.`,
        node,
        weight: bytes,
      };
    }
  },
};
