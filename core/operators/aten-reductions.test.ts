import { testAtenFamily } from "./contract/test-aten.ts";
import { atenReductions } from "./aten-reductions.ts";

testAtenFamily(atenReductions, [
  ["std_mean", { inputs: ["float32 4x5"], outputs: ["float32 4", "float32 4"], memoryAccess: 28 }],
  ["cumprod", { inputs: ["float32 4x5"], outputs: ["float32 4x5"], memoryAccess: 40 }],
  ["cdist", { inputs: ["float32 3x8", "float32 5x8"], outputs: ["float32 3x5"], memoryAccess: 79 }],
]);
