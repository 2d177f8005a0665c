import { bitwise } from "./bitwise.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(bitwise, [
  ["BitwiseAnd", "broadcasts", { inputs: ["int32 2x1", "int32 N"], outputs: ["int32 2×N"] }],
  ["BitShift", "keeps the type", { inputs: ["uint8 4", "uint8 4"], outputs: ["uint8 4"] }],
  ["BitwiseNot", "keeps the shape", { inputs: ["int16 2x3"], outputs: ["int16 2×3"] }],
  [
    "BitwiseXor",
    "sizes that contradict",
    { inputs: ["int32 2", "int32 3"], outputs: ["int32 unknown shape"] },
  ],
]);
