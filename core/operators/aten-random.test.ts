import { testAtenFamily } from "./contract/test-aten.ts";
import { atenRandom } from "./aten-random.ts";

testAtenFamily(atenRandom, [
  ["bernoulli", { inputs: ["float32 2x3"], outputs: ["float32 2x3"], memoryAccess: 12 }],
]);
