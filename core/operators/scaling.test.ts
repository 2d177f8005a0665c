import { testFamily } from "./contract/test-family.ts";
import { scaling } from "./scaling.ts";

testFamily(scaling, [
  ["ImageScaler", "keeps the shape", { inputs: ["float32 1x3x8x8"], outputs: ["float32 1×3×8×8"], opset: 1 }],
]);
