import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { upsample } from "./upsample.ts";

test("Upsample: scales as an input, since opset 9", () => {
  const scales = { type: "float32 4", data: [1, 1, 2, 3] };
  checkOperator(upsample, { inputs: ["float32 1x1x2xw", scales], opset: 9, outputs: ["float32 1×1×4×3*w"] });
  checkOperator(upsample, {
    inputs: ["float32 1x1", "float32 2"],
    opset: 9,
    outputs: ["float32 y0_d0×y0_d1"],
  });
});

test("Upsample: scales as attributes", () => {
  const all = { scales: { kind: "floats" as const, value: [1, 1, 2, 3] } };
  checkOperator(upsample, {
    inputs: ["float32 1x1x2x2"],
    attributes: all,
    opset: 7,
    outputs: ["float32 1×1×4×6"],
  });
  const two = { height_scale: 2, width_scale: 1.5 };
  checkOperator(upsample, {
    inputs: ["float32 1x1x2x2"],
    attributes: two,
    opset: 1,
    outputs: ["float32 1×1×4×3"],
  });
});
