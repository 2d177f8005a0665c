import { channelAlignment } from "../diagnostics/channel-alignment.ts";
import { convolutionOf } from "../diagnostics/convolution.ts";
import { type Rule } from "./contract/rule.ts";

const leastLayers = 4;
const leastShare = 0.3;

export const prunedChannelsMisaligned: Rule = {
  id: "pruned-channels-misaligned",
  group: "compression",
  severity: "warning",
  isForTarget: true,
  what: "Many layers have channel counts that no vector unit divides, as pruning leaves them.",
  why: "Kernels work on 4, 8, 16 or 32 channels at a time. 37 channels take the time of 40 or 64, so that a third of the channels can go without a gain in time.",
  fix: "Prune to multiples: round_to=8 in Torch-Pruning, or the same option of other tools.",
  sources: [
    "TensorRT: vectorised formats of 8 (FP16) and 32 channels (INT8); that others are padded is unverified",
    "Ma et al., ShuffleNet V2 (2018), section 3: time against channels",
    "The threshold of 30% of the layers is Edgewise's",
  ],
  bad: {
    model: `pruned (float[1, 37, 28, 28] x, float[53, 37, 3, 3] a = ["location": "w.bin"], float[61, 53, 3, 3] b = ["location": "w.bin"], float[45, 61, 3, 3] c = ["location": "w.bin"], float[71, 45, 3, 3] d = ["location": "w.bin"]) => (float[1, 71, 28, 28] y) {
  p = Conv <pads = [1, 1, 1, 1]> (x, a)
  q = Conv <pads = [1, 1, 1, 1]> (p, b)
  r = Conv <pads = [1, 1, 1, 1]> (q, c)
  y = Conv <pads = [1, 1, 1, 1]> (r, d)
}`,
    device: "jetson-orin-nano-8gb",
    choice: { precision: "fp16" },
  },
  good: {
    model: `conv (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "jetson-orin-nano-8gb",
    choice: { precision: "fp16" },
  },

  *check({ analysis, target }) {
    const alignment = target && channelAlignment(target);
    if (!target || !alignment) return;
    // Whether the file was pruned shows in widths that nobody writes by hand.
    const layers = analysis.nodes.filter((it) => (convolutionOf(it)?.outputChannels ?? 0) >= 8);
    const odd = layers.filter((it) => (convolutionOf(it)?.outputChannels ?? 0) % 4 !== 0);
    if (odd.length < leastLayers || odd.length < leastShare * layers.length) return;
    const widths = [...new Set(odd.map((it) => convolutionOf(it)?.outputChannels))].slice(0, 4).join(", ");
    const [first] = odd;
    yield {
      message: `${odd.length} of ${layers.length} convolutions have widths such as ${widths}; ${target.device.name} computes ${alignment.multiple} at a time.`,
      ...(first && { node: first }),
    };
  },
};
