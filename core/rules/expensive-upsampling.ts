import { convolutionOf, product } from "../diagnostics/convolution.ts";
import { shareText } from "../graph/quantities.ts";
import { isKnown } from "../graph/dim.ts";
import { type Rule } from "./contract/rule.ts";

const leastShare = 0.1;

export const expensiveUpsampling: Rule = {
  id: "expensive-upsampling",
  group: "architecture",
  severity: "warning",
  isForTarget: false,
  what: "A transposed convolution takes a large part of the model's multiply-adds.",
  why:
    "It works on the large map with the many channels of the small one, and runtimes run it at a fraction of the rate of a convolution: " +
    "101 of 320 GOP/s on the NCS2.",
  fix: "Resize (nearest or bilinear) and convolve after a pointwise reduction of the channels, or use depth to space (PixelShuffle).",
  sources: [
    "ANNETTE's published model of the NCS2: 101 GOP/s for transposed, 320 GOP/s for dense convolutions",
    "Shi et al., Real-Time Single Image and Video Super-Resolution (2016): PixelShuffle",
  ],
  bad: {
    model: `up (float[1, 256, 28, 28] x, float[256, 128, 4, 4] w = ["location": "w.bin"]) => (float[1, 128, 56, 56] y) {
  y = ConvTranspose <strides = [2, 2], pads = [1, 1, 1, 1]> (x, w)
}`,
  },
  good: {
    model: `resized (float[1, 256, 28, 28] x, float[512, 256, 1, 1] w = ["location": "w.bin"]) => (float[1, 128, 56, 56] y) {
  a = Conv (x, w)
  y = DepthToSpace <blocksize = 2> (a)
}`,
  },

  *check({ analysis }) {
    const total = analysis.totals.multiplyAdds.value;
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      const work = node.cost.multiplyAdds;
      if (!layer?.isTransposed || !isKnown(work) || !total || work < leastShare * total) continue;
      const factor = product(layer.outputSize) / product(layer.inputSize);
      yield {
        message:
          `Transposed convolution ${layer.kernel.join("×")} of ${layer.inputChannels}→${layer.outputChannels} channels, to a map ` +
          `${Number(factor.toPrecision(2))}× as large, takes ${shareText(work, total)} of the model's multiply-adds.`,
        node,
        weight: work,
      };
    }
  },
};
