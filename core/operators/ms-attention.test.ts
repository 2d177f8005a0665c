import { msMember, testRows } from "./contract/test-rows.ts";
import { msAttention } from "./ms-attention.ts";

testRows(msMember(msAttention, "Attention"), {
  // BERT-base at 128 tokens: projections 128 × 768 × 2304, attention 2 × 12 × 128 × 128 × 64.
  "BERT-base": {
    inputs: ["float32 1x128x768", "float32 768x2304", "float32 2304"],
    attributes: { num_heads: 12 },
    outputs: ["float32 1×128×768", "float32 2×1×12×128×64"],
    multiplyAdds: 226_492_416 + 25_165_824,
  },
  "with a cache": {
    inputs: ["float32 2x3x8", "float32 8x24", "float32 24", undefined, "float32 2x2x2x5x4"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×3×8", "float32 2×2×2×8×4"],
    multiplyAdds: 2 * 3 * 8 * 24 + 2 * 2 * 3 * 8 * (4 + 4),
  },
  "cache in a shared buffer": {
    inputs: ["float32 2x1x8", "float32 8x24", "float32 24", undefined, "float32 2x2x2x16x4"],
    attributes: { num_heads: 2, past_present_share_buffer: 1 },
    outputs: ["float32 2×1×8", "float32 2×2×2×16×4"],
  },
  "wider values": {
    inputs: ["float32 2x3x8", "float32 8x28", "float32 28"],
    attributes: { num_heads: 2, qkv_hidden_sizes: [8, 8, 12] },
    outputs: ["float32 2×3×12", "float32 2×2×2×3×4"],
    multiplyAdds: 2 * 3 * 8 * 28 + 2 * 2 * 3 * 3 * (4 + 6),
  },
  "weights not known": {
    inputs: ["float32 2x3x8", "float32 ?"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×3×y0_d2", "float32 2×2×2×3×y1_d4"],
  },
});

testRows(msMember(msAttention, "QAttention"), {
  "float output": {
    inputs: ["uint8 2xSx8", "int8 8x24", "float32 24", "float32 scalar", "float32 scalar"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×S×8", "float32 2×2×2×S×4"],
    multiplyAdds: "384*S + 32*S*S",
  },
});

testRows(msMember(msAttention, "PackedAttention"), {
  "tokens of two sequences": {
    inputs: ["float32 7x8", "float32 8x24", "float32 24", "int32 2x5", "int32 3"],
    attributes: { num_heads: 2 },
    outputs: ["float32 7×8"],
    multiplyAdds: 7 * 8 * 24 + 2 * 7 * 5 * 8,
  },
});

testRows(msMember(msAttention, "DecoderAttention"), {
  "length first": {
    inputs: ["float32 3x2x8", "float32 5x2x8"],
    attributes: { num_heads: 2 },
    outputs: ["float32 3×2×8", "float32 2×2×y1_d2×4", "float32 2×2×y2_d2×4"],
  },
});
