import { zeroShare } from "../diagnostics/zero-share.ts";
import { shareText } from "../graph/quantities.ts";
import { elementCount } from "../metrics/tensor.ts";
import { type Rule } from "./contract/rule.ts";

const leastZeros = 0.5;
/** Smaller ones are settings rather than weights. */
const leastValues = 32;

export const unstructuredSparsityWithoutSupport: Rule = {
  id: "unstructured-sparsity-without-support",
  group: "compression",
  severity: "warning",
  isForTarget: true,
  what: "Weights are stored sparse, on a device that computes with dense ones.",
  why: "Single zeros save no multiply-add on hardware that multiplies whole vectors, and reading the positions takes time. Only 2:4 patterns are computed faster, and only by NVIDIA GPUs from Ampere on: 1.24 to 1.47 times.",
  fix: "Prune channels or filters instead, which every runtime is faster with; or use the 2:4 pattern on Orin.",
  sources: [
    "Survey, sections 4 and 7.3: element-wise pruning is rarely used",
    "NVIDIA Deep-Learning-Accelerator-SW: 2:4 sparsity gains 1.24 to 1.47 times",
  ],
  bad: {
    model: `sparse (float[1, 8] x) => (float[1, 4] y)
<float[8, 4] w = {1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 3.0}>
{
  y = MatMul (x, w)
}`,
    device: "jetson-nano",
  },
  good: {
    model: `conv (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "jetson-nano",
  },

  *check({ analysis, target }) {
    if (!target || Number(target.device.gpu?.computeCapability) >= 8) return;
    const sparse = [...analysis.model.graph.constants.values()].flatMap((constant) => {
      const share = zeroShare(constant);
      return share !== undefined && share >= leastZeros && elementCount(constant) >= leastValues
        ? [{ constant, share }]
        : [];
    });
    const [first] = sparse;
    if (!first) return;
    const node = analysis.nodes.find((it) =>
      it.inputs.some((input) => input?.sources.some((from) => from.constant === first.constant)),
    );
    const percent = shareText(first.share, 1);
    const message = `${sparse.length} tensors of weights are mostly zeros ("${first.constant.name}": ${percent}): ${target.device.name} multiplies by them all the same.`;
    yield { message, ...(node && { node }) };
  },
};
