import { testRows } from "./contract/test-rows.ts";
import { maxUnpool } from "./max-unpool.ts";

testRows(maxUnpool, {
  "by kernel and stride": {
    inputs: ["float32 1x1x2x2", "int64 1x1x2x2"],
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    outputs: ["float32 1×1×4×4"],
  },
  "by the stated size": {
    inputs: ["float32 1x1x2x2", "int64 1x1x2x2", { type: "int64 4", data: [1, 1, 5, 5] }],
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    outputs: ["float32 1×1×5×5"],
  },
  "size known only when it runs": {
    inputs: ["float32 1x1x2x2", "int64 1x1x2x2", "int64 4"],
    attributes: { kernel_shape: [2, 2] },
    outputs: ["float32 y0_d0×y0_d1×y0_d2×y0_d3"],
  },
  "no kernel": { inputs: ["float32 1x1x2x2", "int64 1x1x2x2"], outputs: ["float32 unknown shape"] },
});
