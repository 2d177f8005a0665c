import { msMember, testRows } from "./contract/test-rows.ts";
import { msRelativePositionBias } from "./ms-relative-position-bias.ts";

testRows(msMember(msRelativePositionBias, "RelativePositionBias"), {
  "lengths known": {
    inputs: ["float32 32x8", { type: "int64 1", data: [5] }, { type: "int64 1", data: [7] }],
    outputs: ["float32 1×8×5×7"],
    multiplyAdds: 0,
  },
  "lengths not known": {
    inputs: ["float32 32x8", "int64 1", "int64 1"],
    outputs: ["float32 1×8×y0_d2×y0_d3"],
  },
});

testRows(msMember(msRelativePositionBias, "GatedRelativePositionBias"), {
  "one matrix product for each head": {
    inputs: [
      "float32 2x5x32",
      "float32 32",
      "float32 1x4x5x5",
      "float32 8x6",
      "float32 6",
      "float32 1x4x1x1",
    ],
    attributes: { num_heads: 4 },
    outputs: ["float32 2×4×5×5"],
    multiplyAdds: 2 * 5 * 4 * 8 * 6,
  },
  packed: {
    inputs: [
      ...["float32 7x32", "float32 32", "float32 1x4x5x5", "float32 8x6", "float32 6", "float32 1x4x1x1"],
      "int32 2x5",
    ],
    attributes: { num_heads: 4 },
    outputs: ["float32 2×4×5×5"],
  },
});
