import { testRows } from "./contract/test-rows.ts";
import { qlinearConv } from "./qlinear-conv.ts";

const scale = "float32 scalar";

testRows(qlinearConv, {
  "the output has the type of its zero point": {
    inputs: [
      "uint8 1x3x8x8",
      scale,
      "uint8 scalar",
      "int8 4x3x3x3",
      scale,
      "int8 scalar",
      scale,
      "int8 scalar",
    ],
    outputs: ["int8 1×4×6×6"],
    multiplyAdds: 4 * 36 * 27,
  },
  "zero point not known": {
    inputs: ["uint8 1x3x8x8", scale, "uint8 scalar", "int8 4x3x3x3", scale, "int8 scalar", scale],
    outputs: ["uint8 1×4×6×6"],
  },
  "kernel not known": { inputs: ["uint8 1x3x8x8"], outputs: ["uint8 1×y0_d1×y0_d2×y0_d3"] },
});
