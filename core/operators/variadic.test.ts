import { symbol } from "../graph/dim.ts";
import { testFamily } from "./contract/test-family.ts";
import { variadic } from "./variadic.ts";

const height = symbol("H");

testFamily(variadic, [
  [
    "Sum",
    "broadcasts all inputs",
    { inputs: ["float32 2x1", "float32 N", "float32 scalar"], outputs: ["float32 2×N"] },
  ],
  ["Max", "one input", { inputs: ["float32 2xN"], outputs: ["float32 2×N"] }],
  [
    "Max",
    "folds numbers and symbols",
    {
      inputs: [
        { type: "int64 2", data: [height, 4] },
        { type: "int64 1", data: [5] },
      ],
      outputs: ["int64 2"],
      data: [["max(5, H)", 5]],
    },
  ],
  [
    "Mean",
    "of floats",
    {
      inputs: [
        { type: "float32 2", data: [1, 2] },
        { type: "float32 1", data: [4] },
      ],
      outputs: ["float32 2"],
      data: [[2.5, 3]],
    },
  ],
  ["Min", "one input not known", { inputs: ["float32 3", "float32 ?"], outputs: ["float32 unknown shape"] }],
  ["Sum", "no input at all", { inputs: [], outputs: ["unknown type scalar"] }],
]);
