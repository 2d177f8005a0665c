import { testFamily } from "./contract/test-family.ts";
import { eyeLike } from "./eye-like.ts";

testFamily(eyeLike, [
  ["EyeLike", "the type of x", { inputs: ["int32 2xN"], outputs: ["int32 2×N"] }],
  [
    "EyeLike",
    "another type",
    { inputs: ["int32 2x3"], attributes: { dtype: 1, k: 1 }, outputs: ["float32 2×3"] },
  ],
]);
