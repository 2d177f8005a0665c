import { msMember, testRows } from "./contract/test-rows.ts";
import { msGroupQueryAttention } from "./ms-group-query-attention.ts";

const heads = { num_heads: 4, kv_num_heads: 2 };
const total = (value: number) => ({ type: "int32 scalar", data: [value] });

testRows(msMember(msGroupQueryAttention, "GroupQueryAttention"), {
  "one new token": {
    inputs: [
      ...["float32 2x1x32", "float32 2x1x16", "float32 2x1x16", "float32 2x2x5x8", "float32 2x2x5x8"],
      ...["int32 2", total(6)],
    ],
    attributes: heads,
    outputs: ["float32 2×1×32", "float32 2×2×6×8", "float32 2×2×6×8", "float32 2×4×1×6"],
    multiplyAdds: 2 * 4 * 6 * 16,
  },
  "packed, cache kept in a long buffer": {
    inputs: [
      ...["float16 2x1x64", undefined, undefined, "float16 2x2x512x8", "float16 2x2x512x8"],
      ...["int32 2", total(6)],
    ],
    attributes: heads,
    outputs: ["float16 2×1×32", "float16 2×2×512×8", "float16 2×2×512×8", "float16 2×4×1×6"],
    multiplyAdds: 2 * 4 * 6 * 16,
  },
  symbolic: {
    inputs: [
      ...["float16 BxSx32", "float16 BxSx16", "float16 BxSx16", "float16 Bx2xPx8", "float16 Bx2xPx8"],
      ...["int32 B", "int32 scalar"],
    ],
    attributes: heads,
    outputs: ["float16 B×S×32", "float16 B×2×P + S×8", "float16 B×2×P + S×8", "float16 B×4×S×P + S"],
    multiplyAdds: "64*B*P*S + 64*B*S*S",
  },
  "quantized cache": {
    inputs: ["float16 1x1x32", "float16 1x1x16", "float16 1x1x16", "int8 1x2x4x8", "int8 1x2x4x8", "int32 1"],
    attributes: heads,
    outputs: ["float16 1×1×32", "int8 1×2×5×8", "int8 1×2×5×8", "float16 1×4×1×5"],
  },
  "heads not stated": {
    inputs: ["float16 1x1x32", "float16 1x1x16", "float16 1x1x16"],
    outputs: [
      "float16 1×1×y0_d2",
      "float16 1×y1_d1×1×y1_d3",
      "float16 1×y2_d1×1×y2_d3",
      "float16 1×y3_d1×1×1",
    ],
  },
});

testRows(msMember(msGroupQueryAttention, "SparseAttention"), {
  "as if dense": {
    inputs: [
      ...["float32 1x3x32", "float32 1x3x16", "float32 1x3x16", "float32 1x2x32x8", "float32 1x2x32x8"],
      ...["int32 1x3", "int32 1x3", total(3)],
    ],
    attributes: heads,
    outputs: ["float32 1×3×32", "float32 1×2×32×8", "float32 1×2×32×8", "float32 1×4×3×3"],
    multiplyAdds: 4 * 3 * 3 * 16,
  },
});

testRows(msMember(msGroupQueryAttention, "PagedAttention"), {
  "pages keep their shape": {
    inputs: ["float16 7x64", undefined, undefined, "float16 9x16x2x8", "float16 9x16x2x8"],
    attributes: heads,
    outputs: ["float16 7×32", "float16 9×16×2×8", "float16 9×16×2×8"],
  },
});
