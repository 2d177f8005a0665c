import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { int8NotAccelerated } from "./int8-not-accelerated.ts";

test("its examples", () => {
  expectExamples(int8NotAccelerated);
});

test("names what the device does accelerate, and what was measured there", () => {
  const [found] = findings(int8NotAccelerated, int8NotAccelerated.bad);
  expect(found?.message).toContain("accelerates fp16");
  // Three public trtexec logs: 5.01 ms in float32, 5.00 ms in int8.
  expect(found?.message).toContain("1 times the speed of float32");
});

test("a model that is quantized already says it too", () => {
  const model = `g (float[1, 8] x) => (uint8[1, 8] y) <float s = {0.1}, uint8 z = {0}> { y = QuantizeLinear (x, s, z) }`;
  expect(findings(int8NotAccelerated, { model, device: "jetson-tx2" })).toHaveLength(1);
});
