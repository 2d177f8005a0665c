import { testAtenFamily } from "./contract/test-aten.ts";
import { atenViews } from "./aten-views.ts";

testAtenFamily(atenViews, [
  ["view_as_complex", { inputs: ["float32 4x2"], outputs: ["float32 4"], memoryAccess: 0 }],
  ["diagonal", { inputs: ["float32 4x4"], outputs: ["float32 4"], memoryAccess: 0 }],
]);
