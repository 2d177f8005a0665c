import { testRows } from "./contract/test-rows.ts";
import { matmulInteger } from "./matmul-integer.ts";

testRows(matmulInteger, {
  "sums are 32 bits wide": {
    inputs: ["uint8 4x3", "int8 3x2", "uint8 scalar", "int8 scalar"],
    outputs: ["int32 4×2"],
    multiplyAdds: 24,
  },
  symbolic: { inputs: ["uint8 Nx3", "int8 3x2"], outputs: ["int32 N×2"], multiplyAdds: "6*N" },
  "does not fit": { inputs: ["uint8 4x3", "int8 4x2"], outputs: ["int32 unknown shape"] },
});
