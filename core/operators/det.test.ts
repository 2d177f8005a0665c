import { det } from "./det.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(det, [
  ["Det", "one value for each matrix", { inputs: ["float32 Nx3x3"], outputs: ["float32 N"] }],
  ["Det", "a single matrix", { inputs: ["float32 3x3"], outputs: ["float32 scalar"] }],
  ["Det", "no matrix", { inputs: ["float32 3"], outputs: ["float32 unknown shape"] }],
]);
