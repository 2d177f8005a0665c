import { convolutionOf } from "../diagnostics/convolution.ts";
import { percent } from "../diagnostics/numbers.ts";
import { isKnown } from "../graph/dim.ts";
import { type Rule } from "./contract/rule.ts";

const leastShare = 0.01;

export const evenKernel: Rule = {
  id: "even-kernel",
  group: "architecture",
  severity: "info",
  isForTarget: false,
  what: "A convolution of stride 1 has a kernel of even size.",
  why:
    "It has no middle: padding is one-sided, which needs a Pad of its own or shifts the map by half a pixel, and the fast kernels of " +
    "runtimes (Winograd, vendor libraries) are written for 1, 3, 5 and 7.",
  fix: "Use the odd size below or above; two 3×3 kernels see as much as one of 5×5. Even kernels that are as large as their stride are fine.",
  sources: [
    "Lavin and Gray, Fast Algorithms for Convolutional Neural Networks (2015): Winograd kernels for 3×3",
    "Wu et al., Convolution with even-sized kernels and symmetric padding (2019): the shift",
  ],
  bad: {
    model: `even (float[1, 64, 56, 56] x, float[64, 64, 4, 4] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 2, 2]> (x, w)
}`,
  },
  good: {
    model: `odd (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
  },

  *check({ analysis }) {
    const total = analysis.totals.multiplyAdds.value;
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      const work = node.cost.multiplyAdds;
      if (!layer || layer.isTransposed || !isKnown(work)) continue;
      const axis = layer.kernel.findIndex(
        (it, i) => it % 2 === 0 && layer.strides[i] === 1 && (layer.inputSize[i] ?? 0) > it,
      );
      if (axis < 0 || (total !== undefined && work < leastShare * total)) continue;
      const size = layer.kernel[axis] ?? 0;
      const share = total ? `, ${percent(work / total)} of the model's multiply-adds` : "";
      const isSquare = layer.kernel.every((it) => it === size);
      yield {
        message: `Convolution with an even kernel of ${layer.kernel.join("×")} at stride 1${share}: it has no middle, and few runtimes have a fast kernel for it.`,
        node,
        weight: work,
        ...(isSquare && {
          fix: {
            title: `Use a kernel of ${size - 1}`,
            edits: [
              { kind: "argument" as const, node, name: "kernel_size", value: size - 1 },
              { kind: "argument" as const, node, name: "padding", value: (size - 2) / 2 },
            ],
          },
        }),
      };
    }
  },
};
