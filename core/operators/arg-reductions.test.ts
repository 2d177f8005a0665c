import { argReductions } from "./arg-reductions.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(argReductions, [
  ["ArgMax", "first axis, kept", { inputs: ["float32 Nx1000"], outputs: ["int64 1×1000"] }],
  [
    "ArgMax",
    "last axis, dropped",
    { inputs: ["float32 Nx1000"], attributes: { axis: -1, keepdims: 0 }, outputs: ["int64 N"] },
  ],
  [
    "ArgMin",
    "an axis out of range",
    { inputs: ["float32 4"], attributes: { axis: 3 }, outputs: ["int64 unknown shape"] },
  ],
  ["ArgMin", "an unknown rank", { inputs: ["float32 ?"], outputs: ["int64 unknown shape"] }],
]);
