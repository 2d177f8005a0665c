import { member, testRows } from "./contract/test-rows.ts";
import { msNchwc } from "./ms-nchwc.ts";

// Layouts and padded sizes as ONNX Runtime 1.30 writes them at its highest optimization level.
testRows(member(msNchwc, "ReorderInput", "com.microsoft.nchwc"), {
  "whole blocks": { inputs: ["float32 1x32x9x9"], outputs: ["float32 1×32×9×9"] },
  "channels innermost": {
    inputs: ["float32 1x9x7x64"],
    attributes: { channels_last: 1 },
    outputs: ["float32 1×64×9×7"],
  },
  "part of a block": { inputs: ["float32 1x8x9x9"], outputs: ["float32 1×y0_d1×9×9"] },
});

testRows(member(msNchwc, "ReorderOutput", "com.microsoft.nchwc"), {
  "takes the padding off": {
    inputs: ["float32 1x16x9x9"],
    attributes: { channels: 8 },
    outputs: ["float32 1×8×9×9"],
  },
  "channels innermost": {
    inputs: ["float32 1x16x9x7"],
    attributes: { channels: 8, channels_last: 1 },
    outputs: ["float32 1×9×7×8"],
  },
});

testRows(member(msNchwc, "Conv", "com.microsoft.nchwc"), {
  "depthwise, padded from 8 to 16 channels": {
    inputs: ["float32 1x16x9x9", "float32 16x1x3x3", "float32 16"],
    attributes: { group: 16, pads: [1, 1, 1, 1] },
    outputs: ["float32 1×16×9×9"],
    multiplyAdds: 16 * 9 * 9 * 9,
  },
});

testRows(member(msNchwc, "AveragePool", "com.microsoft.nchwc"), {
  "halves the image": {
    inputs: ["float32 1x16x8x8"],
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    outputs: ["float32 1×16×4×4"],
  },
});

testRows(member(msNchwc, "GlobalAveragePool", "com.microsoft.nchwc"), {
  "one value for each channel": { inputs: ["float32 1x16x8x8"], outputs: ["float32 1×16×1×1"] },
});

testRows(member(msNchwc, "Upsample", "com.microsoft.nchwc"), {
  "doubles the image": {
    inputs: ["float32 1x16x8x8"],
    attributes: { scales: [1, 1, 2, 2] },
    outputs: ["float32 1×16×16×16"],
  },
});
