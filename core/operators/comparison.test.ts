import { add, symbol } from "../graph/dim.ts";
import { comparison } from "./comparison.ts";
import { testFamily } from "./contract/test-family.ts";

const height = symbol("H");
const int64 = (...data: readonly (number | typeof height)[]) => ({ type: `int64 ${data.length}`, data });

testFamily(comparison, [
  ["Less", "gives truth values", { inputs: ["float32 2x1", "float32 N"], outputs: ["bool 2×N"] }],
  ["Greater", "numbers", { inputs: [int64(1, 2, 3), int64(2)], outputs: ["bool 3"], data: [[0, 0, 1]] }],
  ["LessOrEqual", "numbers", { inputs: [int64(1, 2, 3), int64(2)], outputs: ["bool 3"], data: [[1, 1, 0]] }],
  [
    "Equal",
    "a symbol and itself",
    { inputs: [int64(height), int64(height)], outputs: ["bool 1"], data: [[1]] },
  ],
  // As torch.onnx writes expand(): sizes are compared with -1.
  [
    "Equal",
    "a size is never -1",
    { inputs: [int64(height, -1), int64(-1)], outputs: ["bool 2"], data: [[0, 1]] },
  ],
  ["Equal", "a size may be 1", { inputs: [int64(height), int64(1)], outputs: ["bool 1"], data: [undefined] }],
  [
    "Greater",
    "a constant difference decides",
    { inputs: [int64(add(height, 1)), int64(height)], outputs: ["bool 1"], data: [[1]] },
  ],
  [
    "GreaterOrEqual",
    "a size is at least 0",
    { inputs: [int64(height), int64(0)], outputs: ["bool 1"], data: [[1]] },
  ],
  [
    "Less",
    "two symbols",
    { inputs: [int64(height), int64(symbol("W"))], outputs: ["bool 1"], data: [undefined] },
  ],
]);
