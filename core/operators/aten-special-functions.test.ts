import { testAtenFamily } from "./contract/test-aten.ts";
import { atenSpecialFunctions } from "./aten-special-functions.ts";

testAtenFamily(atenSpecialFunctions, [
  ["special_i0e", { inputs: ["float32 2x3"], outputs: ["float32 2x3"], memoryAccess: 12 }],
]);
