import { testAtenFamily } from "./contract/test-aten.ts";
import { atenMovement } from "./aten-movement.ts";

testAtenFamily(atenMovement, [
  ["stack", { inputs: ["float32 2x3", "float32 2x3"], outputs: ["float32 2x2x3"], memoryAccess: 24 }],
  ["roll", { inputs: ["float32 2x3"], outputs: ["float32 2x3"], memoryAccess: 12 }],
]);
