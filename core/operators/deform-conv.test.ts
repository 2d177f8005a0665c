import { testRows } from "./contract/test-rows.ts";
import { deformConv } from "./deform-conv.ts";

testRows(deformConv, {
  "counts as a convolution": {
    inputs: ["float32 1x4x8x8", "float32 6x4x3x3", "float32 1x18x8x8", "float32 6", "float32 1x9x8x8"],
    attributes: { pads: [1, 1, 1, 1] },
    outputs: ["float32 1×6×8×8"],
    multiplyAdds: 6 * 64 * 36,
  },
  "only the offsets known": {
    inputs: ["float32 ?", "float32 ?", "float32 2x18x8x7"],
    outputs: ["float32 2×y0_d1×8×7"],
  },
  "nothing known": { inputs: ["float32 ?", "float32 ?", "float32 ?"], outputs: ["float32 unknown shape"] },
});
