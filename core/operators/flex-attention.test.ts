import { testRows } from "./contract/test-rows.ts";
import { flexAttention } from "./flex-attention.ts";

testRows(flexAttention, {
  "shared key heads, wider values": {
    inputs: ["float32 2x4x8x16", "float32 2x2x6x16", "float32 2x2x6x32"],
    outputs: ["float32 2×4×8×32"],
    multiplyAdds: 2 * 4 * 8 * 6 * (16 + 32),
  },
  symbolic: {
    inputs: ["float16 Bx8xLx64", "float16 Bx8xSx64", "float16 Bx8xSx64"],
    outputs: ["float16 B×8×L×64"],
    multiplyAdds: "1024*B*L*S",
  },
  unknown: { inputs: ["float32 ?"], outputs: ["float32 y0_d0×y0_d1×y0_d2×y0_d3"] },
});
