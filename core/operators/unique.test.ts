import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { unique } from "./unique.ts";

test.each([
  ["flattened", "float32 2x3", {}, ["float32 y0_d0", "int64 y0_d0", "int64 6", "int64 y0_d0"]],
  [
    "along an axis",
    "float32 2x3",
    { axis: -1 },
    ["float32 2×y0_d1", "int64 y0_d1", "int64 3", "int64 y0_d1"],
  ],
  ["an unknown rank", "float32 ?", {}, ["float32 y0_d0", "int64 y0_d0", "int64 y2_d0", "int64 y0_d0"]],
])("Unique: %s", (_, x, attributes, outputs) => {
  checkOperator(unique, { inputs: [x], attributes, outputs });
});
