import { specialValues } from "./special-values.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(specialValues, [
  ["IsNaN", "gives truth values", { inputs: ["float32 2xS"], outputs: ["bool 2×S"] }],
  ["IsInf", "an unknown rank still has a type", { inputs: ["float32 ?"], outputs: ["bool unknown shape"] }],
]);
