import { zeroShare } from "../diagnostics/zero-share.ts";
import { shareText } from "../graph/quantities.ts";
import { elementCount } from "../metrics/tensor.ts";
import { type Rule } from "./contract/rule.ts";

const leastZeros = 0.5;
const leastValues = 32;

export const quantizeBeforePruneOrder: Rule = {
  id: "quantize-before-prune-order",
  group: "compression",
  severity: "warning",
  isForTarget: false,
  what: "Quantized weights were pruned afterwards.",
  why: "Scales were chosen for weights that are now gone, and what remains was not trained to make up for it: the error of both steps adds up. Pruned first, the ranges are those of the weights that stay.",
  fix: "Prune (and distil, and train) first, then quantize the result with fresh calibration.",
  sources: ["Survey, section 7.6: pruning and distillation first, quantization when the model is deployed"],
  bad: {
    model: `zeroed (float[1, 8] x) => (float[1, 4] y)
<int8[8, 4] q = {1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}, float s = {0.1}>
{
  w = DequantizeLinear (q, s)
  y = MatMul (x, w)
}`,
  },
  good: {
    model: `quantized (float[1, 64, 56, 56] x, int8[64, 64, 3, 3] q = ["location": "w.bin"], float[64] s = ["location": "w.bin"]) => (float[1, 64, 56, 56] y)
<float t = {0.1}, int8 z = {0}>
{
  a = QuantizeLinear (x, t, z)
  b = DequantizeLinear (a, t, z)
  w = DequantizeLinear <axis = 0> (q, s)
  y = Conv <group = 1, pads = [1, 1, 1, 1]> (b, w)
}`,
  },

  *check({ analysis }) {
    for (const node of analysis.nodes) {
      if (node.operator?.type !== "DequantizeLinear") continue;
      const constant = node.inputs[0]?.sources[0]?.constant;
      const share = constant && zeroShare(constant);
      if (!constant || share === undefined || share < leastZeros || elementCount(constant) < leastValues)
        continue;
      yield {
        message: `${shareText(share, 1)} of the quantized weights "${constant.name}" are zeros: they were pruned after their scale was chosen.`,
        node,
        weight: elementCount(constant),
      };
    }
  },
};
