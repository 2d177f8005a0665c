import { msMember, testRows } from "./contract/test-rows.ts";
import { msMatmul } from "./ms-matmul.ts";

// Shapes are those that ONNX Runtime 1.32 gives.
testRows(msMember(msMatmul, "FusedMatMul"), {
  "both sides transposed": {
    inputs: ["float32 2x5x4x3", "float32 2x5x6x4"],
    attributes: { transA: 1, transB: 1 },
    outputs: ["float32 2×5×3×6"],
    multiplyAdds: 2 * 5 * 3 * 4 * 6,
  },
  "batch before the last axis": {
    inputs: ["float32 3x2x5x4", "float32 2x5x4x6"],
    attributes: { transBatchA: 1 },
    outputs: ["float32 2×5×3×6"],
    multiplyAdds: 2 * 5 * 3 * 4 * 6,
  },
  "Q·Kᵀ": {
    inputs: ["float32 Bx12xSx64", "float32 Bx12xSx64"],
    attributes: { transB: 1 },
    outputs: ["float32 B×12×S×S"],
    multiplyAdds: "768*B*S*S",
  },
  "a vector is not transposed": {
    inputs: ["float32 4", "float32 4x5"],
    attributes: { transA: 1 },
    outputs: ["float32 5"],
    multiplyAdds: 20,
  },
  "does not fit": { inputs: ["float32 2x3", "float32 4x5"], outputs: ["float32 unknown shape"] },
});

testRows(msMember(msMatmul, "TransposeMatMul"), {
  "older name": {
    inputs: ["float32 4x3", "float32 4x5"],
    attributes: { transA: 1 },
    outputs: ["float32 3×5"],
    multiplyAdds: 60,
  },
});
