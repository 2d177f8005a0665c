import { msMember, testRows } from "./contract/test-rows.ts";
import { msPadding } from "./ms-padding.ts";

testRows(msMember(msPadding, "RemovePadding"), {
  "as many tokens as there are": {
    inputs: ["float32 2x5x8", "int32 2"],
    outputs: ["float32 y0_d0×8", "int32 2×5", "int32 3", "int32 1"],
  },
  unknown: {
    inputs: ["float32 ?", "int32 2"],
    outputs: ["float32 y0_d0×y0_d1", "int32 y1_d0×y1_d1", "int32 y1_d0 + 1", "int32 1"],
  },
});

testRows(msMember(msPadding, "RestorePadding"), {
  "back to sequences": { inputs: ["float32 Tx8", "int32 2x5"], outputs: ["float32 2×5×8"] },
});
