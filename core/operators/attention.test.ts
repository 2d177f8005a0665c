import { attention } from "./attention.ts";
import { testRows } from "./contract/test-rows.ts";

testRows(attention, {
  // BERT-base at 128 tokens: 2 × 12 × 128 × 128 × 64.
  "four axes": {
    inputs: ["float32 1x12x128x64", "float32 1x12x128x64", "float32 1x12x128x64"],
    outputs: ["float32 1×12×128×64", "float32 1×12×128×64", "float32 1×12×128×64", "float32 1×12×128×128"],
    multiplyAdds: 25_165_824,
  },
  "causal is not halved": {
    inputs: ["float32 1x12x128x64", "float32 1x12x128x64", "float32 1x12x128x64"],
    attributes: { is_causal: 1 },
    outputs: ["float32 1×12×128×64", "float32 1×12×128×64", "float32 1×12×128×64", "float32 1×12×128×128"],
    multiplyAdds: 25_165_824,
  },
  "three axes, shared key heads, wider values, cache": {
    inputs: [
      "float32 2x4x48",
      "float32 2x6x16",
      "float32 2x6x20",
      undefined,
      "float32 2x2x12x8",
      "float32 2x2x12x10",
    ],
    attributes: { q_num_heads: 6, kv_num_heads: 2 },
    outputs: ["float32 2×4×60", "float32 2×2×18×8", "float32 2×2×18×10", "float32 2×6×4×18"],
    multiplyAdds: 2 * 6 * 4 * 18 * (8 + 10),
  },
  "symbolic decoding step": {
    inputs: [
      "float16 Bx8x1x64",
      "float16 Bx2x1x64",
      "float16 Bx2x1x64",
      undefined,
      "float16 Bx2xPx64",
      "float16 Bx2xPx64",
    ],
    outputs: ["float16 B×8×1×64", "float16 B×2×P + 1×64", "float16 B×2×P + 1×64", "float16 B×8×1×P + 1"],
    multiplyAdds: "1024*B + 1024*B*P",
  },
  "heads not stated": {
    inputs: ["float32 2x4x48", "float32 2x6x16", "float32 2x6x16"],
    outputs: [
      "float32 2×4×y0_d2",
      "float32 2×y1_d1×6×y1_d3",
      "float32 2×y2_d1×6×y2_d3",
      "float32 2×y3_d1×4×6",
    ],
  },
  "no heads at all": {
    inputs: ["float32 2x4x48", "float32 2x6x16", "float32 2x6x16"],
    attributes: { q_num_heads: 0, kv_num_heads: -1 },
    outputs: [
      "float32 2×4×y0_d2",
      "float32 2×y1_d1×6×y1_d3",
      "float32 2×y2_d1×6×y2_d3",
      "float32 2×y3_d1×4×6",
    ],
  },
  "rank not known": {
    inputs: ["float32 ?", "float32 ?", "float32 ?"],
    outputs: [
      "float32 unknown shape",
      "float32 y1_d0×y1_d1×y1_d2×y1_d3",
      "float32 y2_d0×y2_d1×y2_d2×y2_d3",
      "float32 y3_d0×y3_d1×y3_d2×y3_d3",
    ],
  },
});
