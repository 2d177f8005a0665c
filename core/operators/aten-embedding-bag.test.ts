import { testAtenFamily } from "./contract/test-aten.ts";
import { atenEmbeddingBag } from "./aten-embedding-bag.ts";

testAtenFamily(atenEmbeddingBag, [
  [
    "embedding_bag",
    { inputs: ["float32 100x8", "float32 6", "float32 2"], outputs: ["float32 2x8"], memoryAccess: 72 },
  ],
]);
