import { testRows } from "./contract/test-rows.ts";
import { conv } from "./conv.ts";

testRows(conv, {
  // 118,013,952 and 3,612,672: torchvision's own counts for these layers of ResNet and MobileNetV2.
  "ResNet stem": {
    inputs: ["float32 1x3x224x224", "float32 64x3x7x7", "float32 64"],
    attributes: { strides: [2, 2], pads: [3, 3, 3, 3] },
    outputs: ["float32 1×64×112×112"],
    multiplyAdds: 118_013_952,
  },
  "depthwise 3×3": {
    inputs: ["float32 1x32x112x112", "float32 32x1x3x3"],
    attributes: { pads: [1, 1, 1, 1], group: 32 },
    outputs: ["float32 1×32×112×112"],
    multiplyAdds: 3_612_672,
  },
  "SAME rounds up": {
    inputs: ["float32 1x1x5x5", "float32 1x1x3x3"],
    attributes: { strides: [2, 2], auto_pad: "SAME_LOWER" },
    outputs: ["float32 1×1×3×3"],
    multiplyAdds: 81,
  },
  "VALID ignores pads": {
    inputs: ["float32 1x1x5x5", "float32 1x1x3x3"],
    attributes: { pads: [9, 9, 9, 9], auto_pad: "VALID" },
    outputs: ["float32 1×1×3×3"],
  },
  "dilated, one axis": {
    inputs: ["float32 2x4x50", "float32 8x2x3"],
    attributes: { dilations: [4], strides: [2], group: 2 },
    outputs: ["float32 2×8×21"],
    multiplyAdds: 2 * 8 * 21 * 2 * 3,
  },
  "symbolic image": {
    inputs: ["float32 batchx3xHx224", "float32 64x3x3x3"],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
    outputs: ["float32 batch×64×floor((H - 1)/2) + 1×112"],
    multiplyAdds: "193536*batch + 193536*batch*floor((H - 1)/2)",
  },
  "unknown image": {
    inputs: ["float32 ?", "float32 64x3x3x3"],
    outputs: ["float32 y0_d0×64×y0_d2×y0_d3"],
  },
  "unknown kernel": {
    inputs: ["float32 1x3x8x8", "float32 ?"],
    attributes: { kernel_shape: [3, 3] },
    outputs: ["float32 1×y0_d1×6×6"],
  },
  "kernel of another rank": {
    inputs: ["float32 1x3x8x8", "float32 4x3x3"],
    outputs: ["float32 unknown shape"],
  },
  "kernel larger than the image": {
    inputs: ["float32 1x1x2x2", "float32 1x1x5x5"],
    outputs: ["float32 1×1×0×0"],
    multiplyAdds: 0,
  },
  "stride of zero": {
    inputs: ["float32 1x1x8x8", "float32 1x1x3x3"],
    attributes: { strides: [0, 1] },
    outputs: ["float32 1×1×y0_d2×6"],
  },
});
