import { symbol } from "../graph/dim.ts";
import { cumulative } from "./cumulative.ts";
import { testFamily } from "./contract/test-family.ts";

const x = { type: "int64 2x3", data: [1, 2, 3, 4, 5, 6] };
const axis = (value: number) => ({ type: "int32 scalar", data: [value] });

// numpy.cumsum and numpy.cumprod of the same array; exclusive and reverse as in the ONNX operator's example.
testFamily(cumulative, [
  ["CumSum", "last axis", { inputs: [x, axis(-1)], outputs: ["int64 2×3"], data: [[1, 3, 6, 4, 9, 15]] }],
  ["CumSum", "first axis", { inputs: [x, axis(0)], outputs: ["int64 2×3"], data: [[1, 2, 3, 5, 7, 9]] }],
  [
    "CumSum",
    "exclusive",
    {
      inputs: [x, axis(1)],
      attributes: { exclusive: 1 },
      outputs: ["int64 2×3"],
      data: [[0, 1, 3, 0, 4, 9]],
    },
  ],
  [
    "CumSum",
    "reverse",
    {
      inputs: [x, axis(1)],
      attributes: { reverse: 1 },
      outputs: ["int64 2×3"],
      data: [[6, 5, 3, 15, 11, 6]],
    },
  ],
  ["CumProd", "last axis", { inputs: [x, axis(1)], outputs: ["int64 2×3"], data: [[1, 2, 6, 4, 20, 120]] }],
  [
    "CumSum",
    "of symbols",
    {
      inputs: [{ type: "int64 2", data: [symbol("A"), symbol("B")] }, axis(0)],
      outputs: ["int64 2"],
      data: [["A", "A + B"]],
    },
  ],
  ["CumSum", "an axis out of range", { inputs: [x, axis(5)], outputs: ["int64 2×3"], data: [undefined] }],
]);
