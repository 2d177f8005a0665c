import { optimizers } from "./optimizers.ts";
import { testFamily } from "./contract/test-family.ts";

const settings = ["float32 scalar", "int64 scalar"];
const pair = ["float32 2", "float32 3x4"];

testFamily(optimizers, [
  [
    "Adagrad",
    "two tensors",
    {
      inputs: [...settings, ...pair, ...pair, ...pair],
      outputs: ["float32 2", "float32 3×4", "float32 2", "float32 3×4"],
    },
  ],
  [
    "Adam",
    "one tensor",
    {
      inputs: [...settings, "float32 2", "float32 2", "float32 2", "float32 2"],
      outputs: ["float32 2", "float32 2", "float32 2"],
    },
  ],
  [
    "Momentum",
    "one tensor",
    { inputs: [...settings, "float32 5", "float32 5", "float32 5"], outputs: ["float32 5", "float32 5"] },
  ],
  ["Momentum", "too few inputs", { inputs: settings, outputs: [] }],
]);
