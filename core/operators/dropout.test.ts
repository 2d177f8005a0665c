import { dropout } from "./dropout.ts";
import { testFamily } from "./contract/test-family.ts";

const x = { type: "float32 2", data: [1, 2] };

testFamily(dropout, [
  ["Dropout", "passes x on", { inputs: [x], outputs: ["float32 2", "bool 2"], data: [[1, 2]] }],
  [
    "Dropout",
    "the mask was of the type of x",
    { inputs: [x], opset: 7, outputs: ["float32 2", "float32 2"] },
  ],
  [
    "Dropout",
    "values are not known in training",
    {
      inputs: [x, { type: "float32 scalar", data: [0.5] }, { type: "bool scalar", data: [1] }],
      outputs: ["float32 2", "bool 2"],
    },
  ],
]);
