import { symbol } from "../graph/dim.ts";
import { testFamily } from "./contract/test-family.ts";
import { where } from "./where.ts";

testFamily(where, [
  [
    "Where",
    "broadcasts all three",
    { inputs: ["bool Ax1", "float32 B", "float32 scalar"], outputs: ["float32 A×B"] },
  ],
  [
    "Where",
    "chooses, also symbols",
    {
      inputs: [
        { type: "bool 2", data: [1, 0] },
        { type: "int64 1", data: [7] },
        { type: "int64 2", data: [1, symbol("H")] },
      ],
      outputs: ["int64 2"],
      data: [[7, "H"]],
    },
  ],
  [
    "Where",
    "a side that is never chosen need not be known",
    {
      inputs: [{ type: "bool 2", data: [0, 0] }, "int64 2", { type: "int64 2", data: [3, 4] }],
      outputs: ["int64 2"],
      data: [[3, 4]],
    },
  ],
  [
    "Where",
    "a side that is chosen must be",
    {
      inputs: [{ type: "bool 2", data: [0, 1] }, "int64 2", { type: "int64 2", data: [3, 4] }],
      outputs: ["int64 2"],
      data: [undefined],
    },
  ],
]);
