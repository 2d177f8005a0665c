import { attentionScores, isMatrixProduct } from "../diagnostics/matrix-products.ts";
import { isKnown } from "../graph/dim.ts";
import { shareText } from "../graph/quantities.ts";
import { type RuntimeId } from "../devices/contract/runtime.ts";
import { type Rule } from "./contract/rule.ts";

const builtForConvolutions: ReadonlySet<RuntimeId> = new Set(["openvino", "edgetpu", "vitis-ai"] as const);
const leastShare = 0.6;

export const vitDenseLayersNotAccelerated: Rule = {
  id: "vit-dense-layers-not-accelerated",
  group: "compression",
  severity: "warning",
  isForTarget: true,
  what: "Most of the work is in fully connected layers, on an accelerator built for convolutions.",
  why: "Its array reuses each weight over the places of a map. In a fully connected layer there are few places, and its rate falls to that of the memory: 9.6 instead of 320 GOP/s on the NCS2.",
  fix: "Use a device with a GPU for transformers, or a convolutional backbone (MobileNetV2, EfficientNet-Lite) on this one.",
  sources: [
    "ANNETTE's published model of the NCS2: fully connected 9.56, convolutions 319.5 GOP/s",
    "OpenVINO open model zoo, device support 2022.3: no transformer is listed for MYRIAD",
    "Survey, sections 3.2, 4 and 7.2",
  ],
  bad: {
    model: `block (float[1, 196, 768] x, float[768, 768] w = ["location": "w.bin"], float[768, 3072] u = ["location": "w.bin"], float[3072, 768] d = ["location": "w.bin"]) => (float[1, 196, 768] y) {
  q = MatMul (x, w)
  k = Transpose <perm = [0, 2, 1]> (q)
  s = MatMul (q, k)
  p = Softmax (s)
  a = MatMul (p, q)
  h = MatMul (a, u)
  y = MatMul (h, d)
}`,
    device: "intel-ncs2",
  },
  good: {
    model: `block (float[1, 196, 768] x, float[768, 768] w = ["location": "w.bin"], float[768, 3072] u = ["location": "w.bin"], float[3072, 768] d = ["location": "w.bin"]) => (float[1, 196, 768] y) {
  q = MatMul (x, w)
  k = Transpose <perm = [0, 2, 1]> (q)
  s = MatMul (q, k)
  p = Softmax (s)
  a = MatMul (p, q)
  h = MatMul (a, u)
  y = MatMul (h, d)
}`,
    device: "jetson-orin-nano-8gb",
  },

  *check({ analysis, target }) {
    const total = analysis.totals.multiplyAdds.value;
    if (!target || target.choice.unit !== "npu" || !builtForConvolutions.has(target.choice.runtime) || !total)
      return;
    if (!analysis.nodes.some((it) => attentionScores(it))) return;
    let work = 0;
    for (const it of analysis.nodes) {
      if (isMatrixProduct(it) && isKnown(it.cost.multiplyAdds)) work += it.cost.multiplyAdds;
    }
    if (work < leastShare * total) return;
    yield {
      message: `${shareText(work, total)} of the multiply-adds are in matrix products; the accelerator of ${target.device.name} is built for convolutions.`,
    };
  },
};
