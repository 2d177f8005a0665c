import { testAtenFamily } from "./contract/test-aten.ts";
import { atenSampling } from "./aten-sampling.ts";

testAtenFamily(atenSampling, [
  [
    "roi_pool",
    { inputs: ["float32 1x4x8x8", "float32 2x5"], outputs: ["float32 2x4x3x3"], memoryAccess: 338 },
  ],
]);
