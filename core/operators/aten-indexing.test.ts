import { testAtenFamily } from "./contract/test-aten.ts";
import { atenIndexing } from "./aten-indexing.ts";

testAtenFamily(atenIndexing, [
  [
    "index_put",
    { inputs: ["float32 4x5", "float32 2", "float32 2x5"], outputs: ["float32 4x5"], memoryAccess: 52 },
  ],
]);
