import { testRows } from "./contract/test-rows.ts";
import { msDynamicQuantizeLstm } from "./ms-dynamic-quantize-lstm.ts";

testRows(msDynamicQuantizeLstm, {
  "hidden size from the recurrent weight": {
    inputs: ["float32 5x2x3", "uint8 1x3x16", "uint8 1x4x16"],
    outputs: ["float32 5×1×2×4", "float32 1×2×4", "float32 1×2×4"],
    multiplyAdds: 5 * 2 * 4 * 7 * 4,
  },
  "both directions": {
    inputs: ["float32 SxNx3", "uint8 2x3x16", "uint8 2x4x16"],
    attributes: { hidden_size: 4, direction: "bidirectional" },
    outputs: ["float32 S×2×N×4", "float32 2×N×4", "float32 2×N×4"],
    multiplyAdds: "224*N*S",
  },
});
