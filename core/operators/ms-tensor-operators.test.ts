import { msMember, testRows } from "./contract/test-rows.ts";
import { msTensorOperators } from "./ms-tensor-operators.ts";

const list = (...data: number[]) => ({ type: `int64 ${data.length}`, data });
const scalar = (value: number) => ({ type: "int32 scalar", data: [value] });

testRows(msMember(msTensorOperators, "Pad"), {
  "amounts as an input": { inputs: ["float32 2x3", list(0, 1, 2, 0)], outputs: ["float32 4×4"] },
});

testRows(msMember(msTensorOperators, "Trilu"), {
  "keeps the shape": { inputs: ["float32 Nx4"], outputs: ["float32 N×4"] },
});

testRows(msMember(msTensorOperators, "GatherND"), {
  slices: { inputs: ["float32 2x3x4", "int64 5x2"], outputs: ["float32 5×4"] },
});

testRows(msMember(msTensorOperators, "ExpandDims"), {
  "at the end": { inputs: ["float32 Nx3", scalar(-1)], outputs: ["float32 N×3×1"] },
  "known values stay": {
    inputs: [{ type: "int64 2", data: [7, 8] }, scalar(0)],
    outputs: ["int64 1×2"],
    data: [[7, 8]],
  },
  "out of range": { inputs: ["float32 2x3", scalar(9)], outputs: ["float32 unknown shape"] },
});

testRows(msMember(msTensorOperators, "Unique"), {
  "three lists": { inputs: ["float32 N"], outputs: ["float32 y0_d0", "int64 N", "int64 y0_d0"] },
});

testRows(msMember(msTensorOperators, "Range"), {
  "step of 1 when omitted": { inputs: [list(2), list(9)], outputs: ["int64 7"] },
  "rounded up": { inputs: [list(2), list(9), list(3)], outputs: ["int64 3"] },
  "step of zero": { inputs: [list(2), list(9), list(0)], outputs: ["int64 y0_d0"] },
});

testRows(msMember(msTensorOperators, "UnfoldTensor"), {
  windows: { inputs: ["float32 2x9"], attributes: { dim: 1, size: 4, step: 2 }, outputs: ["float32 2×3×4"] },
  "window longer than the axis": {
    inputs: ["float32 2x9"],
    attributes: { dim: 1, size: 40 },
    outputs: ["float32 2×y0_d1×40"],
  },
});

testRows(msMember(msTensorOperators, "TorchEmbedding"), {
  rows: { inputs: ["float32 1000x64", "int64 BxS"], outputs: ["float32 B×S×64"] },
});

testRows(msMember(msTensorOperators, "CropAndResize"), {
  "known size": {
    inputs: ["float32 2x3x8x8", "float32 Rx4", "int32 R", { type: "int32 2", data: [4, 6] }],
    outputs: ["float32 R×3×4×6"],
  },
  "open size": {
    inputs: ["float32 2x3x8x8", "float32 5x4", "int32 5", "int32 2"],
    outputs: ["float32 5×3×y0_d2×y0_d3"],
  },
});

testRows(msMember(msTensorOperators, "GridSample"), {
  "places of the grid": { inputs: ["float32 2x3x4x5", "float32 2x6x7x2"], outputs: ["float32 2×3×6×7"] },
});
