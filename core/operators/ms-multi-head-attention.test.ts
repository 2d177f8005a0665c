import { msMember, testRows } from "./contract/test-rows.ts";
import { msMultiHeadAttention } from "./ms-multi-head-attention.ts";

testRows(msMember(msMultiHeadAttention, "MultiHeadAttention"), {
  "cross-attention with wider values": {
    inputs: ["float32 2x3x8", "float32 2x5x8", "float32 2x5x12"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×3×12", "float32 2×2×5×4", "float32 2×2×5×6", "float32 2×2×3×5"],
    multiplyAdds: 2 * 2 * 3 * 5 * (4 + 6),
  },
  "symbolic, with a cache": {
    inputs: [
      ...["float32 BxSx64", "float32 BxSx64", "float32 BxSx64", undefined, undefined, undefined],
      ...["float32 Bx2xPx32", "float32 Bx2xPx32"],
    ],
    attributes: { num_heads: 2 },
    outputs: ["float32 B×S×64", "float32 B×2×P + S×32", "float32 B×2×P + S×32", "float32 B×2×S×P + S"],
    multiplyAdds: "128*B*P*S + 128*B*S*S",
  },
  "keys of an encoder, already split into heads": {
    inputs: ["float32 2x3x8", "float32 2x2x5x4", "float32 2x2x5x4"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×3×8", "float32 2×2×5×4", "float32 2×2×5×4", "float32 2×2×3×5"],
    multiplyAdds: 2 * 2 * 3 * 5 * 8,
  },
  "query, key and value in one": {
    inputs: ["float32 2x3x2x3x4"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×3×8", "float32 2×2×3×4", "float32 2×2×3×4", "float32 2×2×3×3"],
    multiplyAdds: 2 * 2 * 3 * 3 * 8,
  },
  "key and value in one": {
    inputs: ["float32 2x3x8", "float32 2x5x2x2x4"],
    attributes: { num_heads: 2 },
    outputs: ["float32 2×3×8", "float32 2×2×5×4", "float32 2×2×5×4", "float32 2×2×3×5"],
  },
});

testRows(msMember(msMultiHeadAttention, "DecoderMaskedMultiHeadAttention"), {
  "cache in a shared buffer": {
    inputs: [
      ...["float32 2x1x8", "float32 2x1x8", "float32 2x1x8", undefined, undefined],
      ...["float32 2x2x7x4", "float32 2x2x7x4"],
    ],
    attributes: { num_heads: 2, past_present_share_buffer: 1 },
    outputs: ["float32 2×1×8", "float32 2×2×7×4", "float32 2×2×7×4", "float32 2×2×1×7"],
    multiplyAdds: 2 * 2 * 7 * 8,
  },
});

testRows(msMember(msMultiHeadAttention, "PackedMultiHeadAttention"), {
  "tokens of two sequences": {
    inputs: ["float32 7x8", "float32 7x8", "float32 7x12", undefined, "int32 2x5", "int32 3"],
    attributes: { num_heads: 2 },
    outputs: ["float32 7×12"],
    multiplyAdds: 2 * 7 * 5 * (4 + 6),
  },
});
