import { testRows } from "./contract/test-rows.ts";
import { msGatedDeltaNet } from "./ms-gated-delta-net.ts";

const update = "float32 unknown shape";

testRows(msGatedDeltaNet, {
  "more heads of values than of queries": {
    inputs: ["float32 6x2x8", "float32 6x2x8", "float32 6x4x16"],
    outputs: ["float32 6×4×16", "float32 y1_d0×4×16×8", update],
    multiplyAdds: 6 * (2 * 4 + 4) * 16 * 8,
  },
  packed: {
    inputs: ["float32 6x96", undefined, undefined, undefined, undefined, undefined, "float32 1x4x16x8"],
    outputs: ["float32 6×4×16", "float32 1×4×16×8", update],
    multiplyAdds: 6 * (2 * 4 + 4) * 16 * 8,
  },
  "batch and length, without retrieval": {
    inputs: ["float16 BxSx2x8", "float16 BxSx2x8", "float16 BxSx2x8"],
    attributes: { update_rule: "gated" },
    outputs: ["float16 B×S×2×8", "float32 y1_d0×2×8×8", update],
    multiplyAdds: "256*B*S",
  },
});
