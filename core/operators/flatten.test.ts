import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { flatten } from "./flatten.ts";

test.each([
  ["the default axis", "float32 2x3x4", {}, "float32 2×12"],
  ["axis 0", "float32 2x3x4", { axis: 0 }, "float32 1×24"],
  ["one past the last", "float32 2x3x4", { axis: 3 }, "float32 24×1"],
  ["from the end", "float32 2x3x4", { axis: -1 }, "float32 6×4"],
  ["symbols", "float32 batchx512x1x1", {}, "float32 batch×512"],
  ["an axis out of range", "float32 2x3", { axis: 5 }, "float32 y0_d0×y0_d1"],
  ["an unknown rank", "float32 ?", {}, "float32 y0_d0×y0_d1"],
])("Flatten: %s", (_, x, attributes, output) => {
  checkOperator(flatten, { inputs: [x], attributes, outputs: [output] });
});
