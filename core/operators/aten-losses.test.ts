import { testAtenFamily } from "./contract/test-aten.ts";
import { atenLosses } from "./aten-losses.ts";

testAtenFamily(atenLosses, [
  ["mse_loss", { inputs: ["float32 2x3", "float32 2x3"], outputs: ["float32 1"], memoryAccess: 13 }],
]);
