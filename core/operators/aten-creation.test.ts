import { testAtenFamily } from "./contract/test-aten.ts";
import { atenCreation } from "./aten-creation.ts";

testAtenFamily(atenCreation, [
  ["zeros_like", { inputs: ["float32 2x3"], outputs: ["float32 2x3"], memoryAccess: 6 }],
  ["randn", { inputs: [], outputs: ["float32 7"], memoryAccess: 7 }],
]);
