import { testAtenFamily } from "./contract/test-aten.ts";
import { atenLinearAlgebra } from "./aten-linear-algebra.ts";

testAtenFamily(atenLinearAlgebra, [
  ["linalg_inv", { inputs: ["float32 3x3"], outputs: ["float32 3x3"], memoryAccess: 18 }],
]);
