import { msMember, testRows } from "./contract/test-rows.ts";
import { msQlinearPooling } from "./ms-qlinear-pooling.ts";

testRows(msMember(msQlinearPooling, "QLinearAveragePool"), {
  "channels first": {
    inputs: ["uint8 2x3x7x8", "float32 scalar", "uint8 scalar", "float32 scalar", "uint8 scalar"],
    attributes: { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 },
    outputs: ["uint8 2×3×3×4"],
    multiplyAdds: 0,
  },
  "channels last": {
    inputs: ["uint8 2x7x8x3"],
    attributes: { kernel_shape: [3, 2], pads: [1, 0, 1, 0], channels_last: 1 },
    outputs: ["uint8 2×7×7×3"],
  },
});

testRows(msMember(msQlinearPooling, "QLinearGlobalAveragePool"), {
  "channels first": { inputs: ["int8 Nx32x7x7"], outputs: ["int8 N×32×1×1"] },
  "channels last": {
    inputs: ["int8 Nx7x7x32"],
    attributes: { channels_last: 1 },
    outputs: ["int8 N×1×1×32"],
  },
  unknown: { inputs: ["int8 ?"], outputs: ["int8 unknown shape"] },
});
