import { channelAlignment } from "../diagnostics/channel-alignment.ts";
import { convolutionOf } from "../diagnostics/convolution.ts";
import { isKnown } from "../graph/dim.ts";
import { shareText } from "../graph/quantities.ts";
import { type Rule } from "./contract/rule.ts";

/** Padding that costs less than a fifth of the layer is not worth a change. */
const leastIdle = 0.2;
const leastShare = 0.03;

export const channelMisalignment: Rule = {
  id: "channel-misalignment",
  group: "architecture",
  severity: "warning",
  isForTarget: true,
  what: "The output channels of a layer are not a multiple of what the device computes at a time.",
  why: "The unit computes full vectors: the last one is padded, and its idle lanes take the same time as busy ones.",
  fix: "Round the channels to the multiple that the message names; upwards costs no time and may gain accuracy.",
  sources: [
    "TensorRT's vectorised formats (8 channels in FP16, 32 in INT8); that other widths are padded is unverified",
    "UG1354: the DPU B4096 takes 16 channels at a time",
    "ANNETTE's published model of the NCS2: 32 output channels at a time",
  ],
  bad: {
    model: `narrow (float[1, 64, 56, 56] x, float[33, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 33, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "intel-ncs2",
  },
  good: {
    model: `full (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`,
    device: "intel-ncs2",
  },

  *check({ analysis, target }) {
    const alignment = target && channelAlignment(target);
    const total = analysis.totals.multiplyAdds.value;
    if (!target || !alignment || !total) return;
    const { multiple } = alignment;
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      const work = node.cost.multiplyAdds;
      if (!layer || layer.groups > 1 || !isKnown(work) || work < leastShare * total) continue;
      const channels = layer.outputChannels;
      const padded = Math.ceil(channels / multiple) * multiple;
      const idle = 1 - channels / padded;
      if (idle < leastIdle) continue;
      yield {
        message:
          `${channels} output channels are padded to ${padded} on ${target.device.name} (${target.choice.precision}): ` +
          `${shareText(padded - channels, padded)} of the lanes are idle in a layer with ${shareText(work, total)} of the multiply-adds.`,
        node,
        weight: work * idle,
        fix: {
          title: `Use ${padded} output channels`,
          edits: [{ kind: "argument", node, name: "out_channels", value: padded }],
        },
      };
    }
  },
};
