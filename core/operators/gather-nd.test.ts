import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { gatherNd } from "./gather-nd.ts";

test.each([
  ["elements", ["float32 2x2", "int64 2x2"], {}, "float32 2"],
  ["slices", ["float32 8x5x7", "int64 nx1"], {}, "float32 n×5×7"],
  ["in step with the batch", ["float32 2x3x4", "int64 2x1"], { batch_dims: 1 }, "float32 2×4"],
  ["tuples of unknown length", ["float32 2x3", "int64 2xk"], {}, "float32 unknown shape"],
  ["tuples too long", ["float32 2x3", "int64 2x3"], {}, "float32 unknown shape"],
])("GatherND: %s", (_, inputs, attributes, output) => {
  checkOperator(gatherNd, { inputs, attributes, outputs: [output] });
});

// Examples 1 and 2 of the ONNX specification.
test("GatherND: known values", () => {
  const data = { type: "int64 2x2", data: [0, 1, 2, 3] };
  const elements = { type: "int64 2x2", data: [0, 0, 1, 1] };
  checkOperator(gatherNd, { inputs: [data, elements], outputs: ["int64 2"], data: [[0, 3]] });
  const rows = { type: "int64 2x1", data: [1, 0] };
  checkOperator(gatherNd, { inputs: [data, rows], outputs: ["int64 2×2"], data: [[2, 3, 0, 1]] });
});
