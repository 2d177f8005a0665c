import { activations } from "./activations.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(activations, [
  [
    "Gelu",
    "keeps shape and type",
    { inputs: ["bfloat16 batchx3"], outputs: ["bfloat16 batch×3"], multiplyAdds: 0 },
  ],
  ["Relu", "keeps a scalar", { inputs: ["float32 scalar"], outputs: ["float32 scalar"] }],
  [
    "Relu",
    "cuts off below 0",
    { inputs: [{ type: "int32 3", data: [-2, 0, 2] }], outputs: ["int32 3"], data: [[0, 0, 2]] },
  ],
  ["HardSwish", "an input without a type", { inputs: [undefined], outputs: ["unknown type unknown shape"] }],
]);
