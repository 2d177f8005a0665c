import { msMember, testRows } from "./contract/test-rows.ts";
import { msQuantizedReduce } from "./ms-quantized-reduce.ts";

testRows(msMember(msQuantizedReduce, "QLinearReduceMean"), {
  "axis dropped": {
    inputs: ["uint8 2x3x4", "float32 scalar", "uint8 scalar", "float32 scalar", "uint8 scalar"],
    attributes: { axes: [1], keepdims: 0 },
    outputs: ["uint8 2×4"],
    multiplyAdds: 0,
  },
  "axes kept": {
    inputs: ["uint8 Nx3x4"],
    attributes: { axes: [-1, 1], keepdims: 1 },
    outputs: ["uint8 N×1×1"],
  },
  "axis out of range": { inputs: ["uint8 2x3"], attributes: { axes: [5] }, outputs: ["uint8 unknown shape"] },
});

testRows(msMember(msQuantizedReduce, "ReduceSumInteger"), {
  "all axes, signed": { inputs: ["int8 2x3"], attributes: { keepdims: 0 }, outputs: ["int32 scalar"] },
  unsigned: { inputs: ["uint8 2x3"], attributes: { axes: [0], keepdims: 0 }, outputs: ["uint32 3"] },
});
