import { testRows } from "./contract/test-rows.ts";
import { convTranspose } from "./conv-transpose.ts";

// Shapes as torch.nn.ConvTranspose2d gives them for the same arguments.
testRows(convTranspose, {
  // 16 × 16 × 64 × 32 × 4 × 4 by the input size; by the output size it would be four times as many.
  "doubles the image": {
    inputs: ["float32 1x64x16x16", "float32 64x32x4x4", "float32 32"],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
    outputs: ["float32 1×32×32×32"],
    multiplyAdds: 8_388_608,
  },
  "output padding, groups": {
    inputs: ["float32 1x4x5x5", "float32 4x3x3x3"],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1], group: 2 },
    outputs: ["float32 1×6×10×10"],
    multiplyAdds: 100 * 27,
  },
  dilated: {
    inputs: ["float32 1x1x3x3", "float32 1x1x2x2"],
    attributes: { dilations: [2, 2] },
    outputs: ["float32 1×1×5×5"],
  },
  "stated output": {
    inputs: ["float32 1x1x3x3", "float32 1x2x3x3"],
    attributes: { strides: [3, 2], output_shape: [10, 8] },
    outputs: ["float32 1×2×10×8"],
  },
  "stated output with batch and channels": {
    inputs: ["float32 1x1x3x3", "float32 1x2x3x3"],
    attributes: { output_shape: [1, 2, 10, 8] },
    outputs: ["float32 1×2×10×8"],
  },
  SAME: {
    inputs: ["float32 1x1x3x3", "float32 1x2x3x3"],
    attributes: { strides: [2, 2], auto_pad: "SAME_UPPER" },
    outputs: ["float32 1×2×6×6"],
  },
  symbolic: {
    inputs: ["float32 Nx8xWx4", "float32 8x4x2x2"],
    attributes: { strides: [2, 2] },
    outputs: ["float32 N×4×2*W×8"],
    multiplyAdds: "512*N*W",
  },
  "unknown image": { inputs: ["float32 ?", "float32 8x4x2x2"], outputs: ["float32 y0_d0×4×y0_d2×y0_d3"] },
  "nothing left": {
    inputs: ["float32 1x1x1x1", "float32 1x1x1x1"],
    attributes: { pads: [4, 4, 4, 4] },
    outputs: ["float32 1×1×y0_d2×y0_d3"],
  },
});
