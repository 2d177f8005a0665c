import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { shape } from "./shape.ts";

test.each([
  ["all sizes", "float32 batchx3x224", {}, "int64 3", ["batch", 3, 224]],
  ["from an axis on", "float32 batchx3x224", { start: 1 }, "int64 2", [3, 224]],
  ["counted from the end", "float32 batchx3x224", { start: -3, end: -1 }, "int64 2", ["batch", 3]],
  ["clamped to the rank", "float32 batchx3", { start: -9, end: 9 }, "int64 2", ["batch", 3]],
  ["none", "float32 batchx3", { start: 2, end: 1 }, "int64 0", []],
  ["of a scalar", "float32 scalar", {}, "int64 0", []],
  ["of an unknown rank", "float32 ?", {}, "int64 y0_d0", undefined],
])("Shape: %s", (_, x, attributes, output, data) => {
  checkOperator(shape, { inputs: [x], attributes, outputs: [output], data: [data] });
});
