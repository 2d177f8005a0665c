import { testRows } from "./contract/test-rows.ts";
import { gemm } from "./gemm.ts";

testRows(gemm, {
  // The survey's fully connected layer 1000 → 200.
  "fully connected": {
    inputs: ["float32 1x1000", "float32 200x1000", "float32 200"],
    attributes: { transB: 1 },
    outputs: ["float32 1×200"],
    multiplyAdds: 200_000,
  },
  "both sides transposed": {
    inputs: ["float16 4x3", "float16 5x4"],
    attributes: { transA: 1, transB: 1 },
    outputs: ["float16 3×5"],
    multiplyAdds: 60,
  },
  symbolic: { inputs: ["float32 Nx8", "float32 8x4"], outputs: ["float32 N×4"], multiplyAdds: "32*N" },
  "left side unknown": { inputs: ["float32 ?", "float32 8x4"], outputs: ["float32 y0_d0×4"] },
  "not matrices": { inputs: ["float32 2x3x4", "float32 4"], outputs: ["float32 y0_d0×y0_d1"] },
});
