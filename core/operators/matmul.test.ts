import { testRows } from "./contract/test-rows.ts";
import { matmul } from "./matmul.ts";

// Shapes are NumPy's matmul's.
testRows(matmul, {
  "batched with broadcast": {
    inputs: ["float32 2x1x3x4", "float32 5x4x6"],
    outputs: ["float32 2×5×3×6"],
    multiplyAdds: 2 * 5 * 3 * 4 * 6,
  },
  "BERT-base, one projection": {
    inputs: ["float32 batchxseqx768", "float32 768x768"],
    outputs: ["float32 batch×seq×768"],
    multiplyAdds: "589824*batch*seq",
  },
  "two vectors": { inputs: ["float32 4", "float32 4"], outputs: ["float32 scalar"], multiplyAdds: 4 },
  "vector and matrix": { inputs: ["float32 4", "float32 2x4x5"], outputs: ["float32 2×5"], multiplyAdds: 40 },
  "matrix and vector": { inputs: ["float32 2x3x4", "float32 4"], outputs: ["float32 2×3"], multiplyAdds: 24 },
  "inner size known on one side": {
    inputs: ["float32 2xK", "float32 8x4"],
    outputs: ["float32 2×4"],
    multiplyAdds: 64,
  },
  "unknown rank": { inputs: ["float32 ?", "float32 8x4"], outputs: ["float32 unknown shape"] },
  "rows that do not fit": { inputs: ["float32 2x3", "float32 4x5"], outputs: ["float32 unknown shape"] },
  "batches that do not fit": {
    inputs: ["float32 2x3x4", "float32 5x4x5"],
    outputs: ["float32 unknown shape"],
  },
  scalars: { inputs: ["float32 scalar", "float32 4x5"], outputs: ["float32 unknown shape"] },
});
