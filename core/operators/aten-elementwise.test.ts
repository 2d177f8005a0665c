import { testAtenFamily } from "./contract/test-aten.ts";
import { atenElementwise } from "./aten-elementwise.ts";

testAtenFamily(atenElementwise, [
  ["log1p", { inputs: ["float32 2x3"], outputs: ["float32 2x3"], memoryAccess: 12 }],
  [
    "lerp",
    { inputs: ["float32 2x3", "float32 2x3", "float32 1"], outputs: ["float32 2x3"], memoryAccess: 19 },
  ],
  ["outer", { inputs: ["float32 4", "float32 5"], outputs: ["float32 4x5"], memoryAccess: 29 }],
]);
