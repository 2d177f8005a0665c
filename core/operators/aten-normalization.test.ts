import { testAtenFamily } from "./contract/test-aten.ts";
import { atenNormalization } from "./aten-normalization.ts";

testAtenFamily(atenNormalization, [
  [
    "batch_norm",
    { inputs: ["float32 2x3x4", "float32 3", "float32 3"], outputs: ["float32 2x3x4"], memoryAccess: 54 },
  ],
]);
