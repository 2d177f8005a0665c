import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { roiAlign } from "./roi-align.ts";

test("RoiAlign: one grid for each region", () => {
  const attributes = { output_height: 7, output_width: 5 };
  const inputs = ["float32 1x256x50x50", "float32 nx4", "int64 n"];
  checkOperator(roiAlign, { inputs, attributes, outputs: ["float32 n×256×7×5"] });
  checkOperator(roiAlign, {
    inputs: ["float32 ?", "float32 ?", "int64 ?"],
    outputs: ["float32 y0_d0×y0_d1×1×1"],
  });
});
