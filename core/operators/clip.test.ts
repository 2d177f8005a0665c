import { symbol } from "../graph/dim.ts";
import { clip } from "./clip.ts";
import { testFamily } from "./contract/test-family.ts";

const sizes = { type: "int64 3", data: [-1, symbol("H"), 9] };

testFamily(clip, [
  ["Clip", "keeps shape and type", { inputs: ["float32 1xC"], outputs: ["float32 1×C"] }],
  [
    "Clip",
    "limits as attributes before opset 11",
    {
      inputs: [{ type: "float32 3", data: [-1, 3, 9] }],
      attributes: { min: 0, max: 6 },
      opset: 6,
      outputs: ["float32 3"],
      data: [[0, 3, 6]],
    },
  ],
  [
    "Clip",
    "limits as inputs, a symbol between them",
    {
      inputs: [sizes, { type: "int64 scalar", data: [0] }, { type: "int64 scalar", data: [6] }],
      outputs: ["int64 3"],
      data: [[0, "min(6, H)", 6]],
    },
  ],
  [
    "Clip",
    "a limit that is omitted",
    {
      inputs: [sizes, undefined, { type: "int64 scalar", data: [8] }],
      outputs: ["int64 3"],
      data: [[-1, "min(8, H)", 8]],
    },
  ],
  ["Clip", "a limit that is not known", { inputs: [sizes, "int64 scalar"], outputs: ["int64 3"] }],
]);
