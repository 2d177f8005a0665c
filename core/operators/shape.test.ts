import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { shape } from "./shape.ts";

test.each([
  ["float32 batchx3x224", {}, ["batch", 3, 224]],
  ["float32 batchx3x224", { start: 1 }, [3, 224]],
  ["float32 batchx3x224", { start: -3, end: -1 }, ["batch", 3]],
  ["float32 batchx3", { start: -9, end: 9 }, ["batch", 3]],
  ["float32 batchx3", { start: 2, end: 1 }, []],
  ["float32 scalar", {}, []],
])("Shape of %s %j", (x, attributes, data) => {
  checkOperator(shape, { inputs: [x], attributes, outputs: [`int64 ${data.length}`], data: [data] });
});

test("Shape of an unknown rank", () => {
  checkOperator(shape, { inputs: ["float32 ?"], outputs: ["int64 y0_d0"], data: [undefined] });
});
