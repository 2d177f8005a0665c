import { msMember, testRows } from "./contract/test-rows.ts";
import { msConvolution } from "./ms-convolution.ts";

const scale = "float32 scalar";
const quantized = (x: string, w: string) => [
  x,
  scale,
  "uint8 scalar",
  w,
  scale,
  "int8 scalar",
  scale,
  "uint8 scalar",
];

testRows(msMember(msConvolution, "FusedConv"), {
  "as a convolution": {
    inputs: ["float32 1x3x224x224", "float32 64x3x7x7", "float32 64", "float32 1x64x112x112"],
    attributes: { strides: [2, 2], pads: [3, 3, 3, 3], activation: "Relu" },
    outputs: ["float32 1×64×112×112"],
    multiplyAdds: 118_013_952,
  },
});

testRows(msMember(msConvolution, "NhwcConv"), {
  "channels innermost": {
    inputs: ["float16 NxHx8x3", "float16 4x3x3x3"],
    outputs: ["float16 N×H - 2×6×4"],
    multiplyAdds: "648*H*N - 1296*N",
  },
  "kernel of another rank": {
    inputs: ["float16 1x8x8x3", "float16 4x3x3"],
    outputs: ["float16 unknown shape"],
  },
  "kernel not known": {
    inputs: ["float16 1x8x8x3", "float16 ?"],
    outputs: ["float16 1×y0_d1×y0_d2×y0_d3"],
  },
});

testRows(msMember(msConvolution, "QLinearConv"), {
  "channels first": {
    inputs: quantized("uint8 1x3x8x8", "int8 4x3x3x3"),
    outputs: ["uint8 1×4×6×6"],
    multiplyAdds: 4 * 36 * 27,
  },
  "channels last": {
    inputs: quantized("uint8 1x8x8x3", "int8 4x3x3x3"),
    attributes: { channels_last: 1, pads: [1, 1, 1, 1], strides: [2, 1] },
    outputs: ["uint8 1×4×8×4"],
    multiplyAdds: 4 * 32 * 27,
  },
});
