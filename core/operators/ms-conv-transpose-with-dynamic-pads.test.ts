import { testRows } from "./contract/test-rows.ts";
import { msConvTransposeWithDynamicPads } from "./ms-conv-transpose-with-dynamic-pads.ts";

testRows(msConvTransposeWithDynamicPads, {
  "known padding": {
    inputs: ["float32 1x4x5x5", "float32 4x3x3x3", { type: "int64 4", data: [1, 1, 1, 1] }],
    attributes: { strides: [2, 2], output_padding: [1, 1] },
    outputs: ["float32 1×3×10×10"],
    multiplyAdds: 100 * 27,
  },
  "padding known only when it runs": {
    inputs: ["float32 1x4x5x5", "float32 4x3x3x3", "int64 4"],
    outputs: ["float32 1×3×y0_d2×y0_d3"],
    multiplyAdds: 100 * 27,
  },
  "no padding": { inputs: ["float32 1x4x5x5", "float32 4x3x3x3"], outputs: ["float32 1×3×7×7"] },
});
