import { testRows } from "./contract/test-rows.ts";
import { qlinearMatmul } from "./qlinear-matmul.ts";

const scale = "float32 scalar";

testRows(qlinearMatmul, {
  "the output has the type of its zero point": {
    inputs: ["uint8 2x2x4", scale, "uint8 scalar", "int8 2x4x3", scale, "int8 scalar", scale, "int8 scalar"],
    outputs: ["int8 2×2×3"],
    multiplyAdds: 48,
  },
  symbolic: {
    inputs: ["uint8 Nx4", scale, "uint8 scalar", "int8 4x3", scale, "int8 scalar", scale, "uint8 scalar"],
    outputs: ["uint8 N×3"],
    multiplyAdds: "12*N",
  },
  "does not fit": {
    inputs: ["uint8 2x4", scale, "uint8 scalar", "int8 2x3", scale, "int8 scalar", scale, "uint8 scalar"],
    outputs: ["uint8 unknown shape"],
  },
});
