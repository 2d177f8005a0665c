import { testRows } from "./contract/test-rows.ts";
import { convInteger } from "./conv-integer.ts";

testRows(convInteger, {
  "sums are 32 bits wide": {
    inputs: ["uint8 1x1x3x3", "int8 1x1x2x2", "uint8 scalar"],
    outputs: ["int32 1×1×2×2"],
    multiplyAdds: 16,
  },
  symbolic: { inputs: ["uint8 Nx1x3x3", "int8 1x1x2x2"], outputs: ["int32 N×1×2×2"], multiplyAdds: "16*N" },
  "nothing known": { inputs: [undefined, undefined], outputs: ["int32 unknown shape"] },
});
