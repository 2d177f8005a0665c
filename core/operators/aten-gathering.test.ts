import { testAtenFamily } from "./contract/test-aten.ts";
import { atenGathering } from "./aten-gathering.ts";

testAtenFamily(atenGathering, [
  ["index", { inputs: ["float32 100x8", "float32 3"], outputs: ["float32 3x8"], memoryAccess: 51 }],
]);
