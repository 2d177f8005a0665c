import { member, testRows } from "./contract/test-rows.ts";
import { pooling } from "./pooling.ts";

// Sizes with ceil_mode are those that ONNX Runtime 1.32 gives.
testRows(member(pooling, "AveragePool"), {
  "sizes rounded down": {
    inputs: ["float32 1x3x32x32"],
    attributes: { kernel_shape: [5, 5], strides: [3, 3] },
    outputs: ["float32 1×3×10×10"],
    multiplyAdds: 0,
  },
  "sizes rounded up": {
    inputs: ["float32 1x1x4x4"],
    attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
    outputs: ["float32 1×1×2×2"],
  },
  "a window in the padding behind the image is left out": {
    inputs: ["float32 1x1x2x2"],
    attributes: { kernel_shape: [1, 1], strides: [2, 2], pads: [0, 0, 1, 1], ceil_mode: 1 },
    outputs: ["float32 1×1×1×1"],
  },
  SAME: {
    inputs: ["float32 1x3x33x32"],
    attributes: { kernel_shape: [3, 3], strides: [2, 2], auto_pad: "SAME_UPPER" },
    outputs: ["float32 1×3×17×16"],
  },
  "unknown image": {
    inputs: ["float32 ?"],
    attributes: { kernel_shape: [2, 2] },
    outputs: ["float32 y0_d0×y0_d1×y0_d2×y0_d3"],
  },
  "kernel of another rank": {
    inputs: ["float32 1x3x8x8"],
    attributes: { kernel_shape: [2] },
    outputs: ["float32 unknown shape"],
  },
});

testRows(member(pooling, "MaxPool"), {
  "ResNet's, with indices": {
    inputs: ["float32 1x64x112x112"],
    attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    outputs: ["float32 1×64×56×56", "int64 1×64×56×56"],
  },
  "symbolic, rounded up": {
    inputs: ["float32 Nx64xHx8"],
    attributes: { kernel_shape: [3, 3], strides: [2, 2], ceil_mode: 1 },
    outputs: ["float32 N×64×ceil((H - 3)/2) + 1×4", "int64 N×64×ceil((H - 3)/2) + 1×4"],
  },
});

testRows(member(pooling, "LpPool"), {
  "one axis": {
    inputs: ["float32 1x3x32"],
    attributes: { kernel_shape: [2] },
    outputs: ["float32 1×3×31"],
  },
  "no kernel": { inputs: ["float32 1x3x32"], outputs: ["float32 1×3×y0_d2"] },
  "negative kernel": {
    inputs: ["float32 1x3x32"],
    attributes: { kernel_shape: [-9007199254740993] },
    outputs: ["float32 1×3×y0_d2"],
  },
});
