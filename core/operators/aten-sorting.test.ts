import { testAtenFamily } from "./contract/test-aten.ts";
import { atenSorting } from "./aten-sorting.ts";

testAtenFamily(atenSorting, [
  ["sort", { inputs: ["float32 2x3"], outputs: ["float32 2x3", "float32 2x3"], memoryAccess: 18 }],
]);
