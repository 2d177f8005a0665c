import { symbol } from "../graph/dim.ts";
import { reductions } from "./reductions.ts";
import { testFamily } from "./contract/test-family.ts";

const x = { type: "int64 2x3", data: [1, 2, 3, 4, 5, 6] };
const axes = (...data: number[]) => ({ type: `int64 ${data.length}`, data });
const sizes = { type: "int64 3", data: [symbol("N"), 3, symbol("H")] };

testFamily(reductions, [
  [
    "ReduceMean",
    "global pooling",
    { inputs: ["float32 Nx64x7x7", axes(-1, -2)], outputs: ["float32 N×64×1×1"] },
  ],
  [
    "ReduceMean",
    "axes as attribute, not kept",
    {
      inputs: ["float32 Nx64x7x7"],
      attributes: { axes: [2, 3], keepdims: 0 },
      opset: 13,
      outputs: ["float32 N×64"],
    },
  ],
  ["ReduceSum", "no axes is all of them", { inputs: ["float32 2x3"], outputs: ["float32 1×1"] }],
  ["ReduceSum", "empty axes is all of them", { inputs: ["float32 2x3", axes()], outputs: ["float32 1×1"] }],
  [
    "ReduceSum",
    "unless nothing was wanted",
    { inputs: ["float32 2x3", axes()], attributes: { noop_with_empty_axes: 1 }, outputs: ["float32 2×3"] },
  ],
  ["ReduceMax", "axes not known", { inputs: ["float32 2x3", "int64 1"], outputs: ["float32 y0_d0×y0_d1"] }],
  [
    "ReduceMax",
    "axes not known, not kept",
    { inputs: ["float32 2x3", "int64 1"], attributes: { keepdims: 0 }, outputs: ["float32 y0_d0"] },
  ],
  [
    "ReduceL2",
    "an axis out of range",
    { inputs: ["float32 2x3", axes(4)], outputs: ["float32 y0_d0×y0_d1"] },
  ],
  ["ReduceMin", "an axis twice", { inputs: ["float32 2x3", axes(1, -1)], outputs: ["float32 2×1"] }],
  [
    "ReduceProd",
    "the number of elements of a shape",
    { inputs: [sizes, axes(0)], attributes: { keepdims: 0 }, outputs: ["int64 scalar"], data: [["3*H*N"]] },
  ],
  ["ReduceSum", "along the first axis", { inputs: [x, axes(0)], outputs: ["int64 1×3"], data: [[5, 7, 9]] }],
  ["ReduceMax", "along the last axis", { inputs: [x, axes(-1)], outputs: ["int64 2×1"], data: [[3, 6]] }],
  [
    "ReduceMax",
    "a first value of 0",
    { inputs: [{ type: "int64 2", data: [0, 5] }, axes(0)], outputs: ["int64 1"], data: [[5]] },
  ],
  [
    "ReduceMin",
    "of nothing",
    { inputs: [{ type: "int64 0", data: [] }], outputs: ["int64 1"], data: [undefined] },
  ],
  [
    "ReduceMean",
    "of integers is cut off",
    { inputs: [{ type: "int64 2", data: [1, 2] }], outputs: ["int64 1"], data: [[1]] },
  ],
  ["ReduceSumSquare", "of a matrix", { inputs: [x], outputs: ["int64 1×1"], data: [[91]] }],
]);
