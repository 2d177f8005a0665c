import { testAtenFamily } from "./contract/test-aten.ts";
import { atenPooling } from "./aten-pooling.ts";

testAtenFamily(atenPooling, [
  [
    "adaptive_avg_pool2d",
    { inputs: ["float32 1x8x14x14"], outputs: ["float32 1x8x7x7"], memoryAccess: 1960 },
  ],
]);
