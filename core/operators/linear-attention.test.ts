import { member, msMember, testRows } from "./contract/test-rows.ts";
import { linearAttention } from "./linear-attention.ts";

testRows(member(linearAttention, "LinearAttention"), {
  // Per token: 2 heads of keys update the state and retrieve from it, 4 heads of queries read it.
  "gated delta rule": {
    inputs: ["float32 2x3x32", "float32 2x3x16", "float32 2x3x24"],
    attributes: { q_num_heads: 4, kv_num_heads: 2 },
    outputs: ["float32 2×3×48", "float32 2×2×8×12"],
    multiplyAdds: 2 * 3 * (2 * 2 + 4) * 8 * 12,
  },
  "without retrieval": {
    inputs: ["float32 2x3x32", "float32 2x3x16", "float32 2x3x24"],
    attributes: { q_num_heads: 4, kv_num_heads: 2, update_rule: "gated" },
    outputs: ["float32 2×3×48", "float32 2×2×8×12"],
    multiplyAdds: 2 * 3 * (2 + 4) * 8 * 12,
  },
  "the state keeps its type": {
    inputs: ["float16 BxTx32", "float16 BxTx32", "float16 BxTx32", "float32 Bx2x16x16"],
    attributes: { q_num_heads: 2, kv_num_heads: 2, update_rule: "linear" },
    outputs: ["float16 B×T×32", "float32 B×2×16×16"],
    multiplyAdds: "1024*B*T",
  },
  "heads not stated": {
    inputs: ["float32 2x3x32", "float32 2x3x16", "float32 2x3x24"],
    outputs: ["float32 2×3×y0_d2", "float32 2×y1_d1×y1_d2×y1_d3"],
  },
});

testRows(msMember(linearAttention, "LinearAttention"), {
  "more heads of values than of queries": {
    inputs: ["float32 1x3x16", "float32 1x3x32", "float32 1x3x32"],
    attributes: { q_num_heads: 2, kv_num_heads: 4, update_rule: "linear" },
    outputs: ["float32 1×3×32", "float32 1×4×8×8"],
    multiplyAdds: 3 * (4 + 4) * 64,
  },
});
