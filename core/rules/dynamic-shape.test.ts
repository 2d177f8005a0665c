import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { dynamicShape } from "./dynamic-shape.ts";

test("its examples", () => {
  expectExamples(dynamicShape);
});

const model = (shape: string) => `g (float[${shape}] x) => (float[${shape}] y) {
  y = Relu (x)
}`;

// coral.ai: "tensor sizes are constant at compile-time"; DLA: no dynamic dimensions; TensorRT's GPU: a profile.
test.each([
  ["1, 3, h, w", "coral-usb", {}, "warning"],
  ["batch, 3, 224, 224", "coral-usb", {}, "info"],
  ["1, 3, h, w", "jetson-xavier-nx", { unit: "npu", precision: "fp16" }, "warning"],
  ["1, 3, h, w", "jetson-orin-nano-8gb", {}, "info"],
  ["1, 3, h, w", "raspberry-pi-4", {}, undefined],
] as const)("%s on %s", (shape, device, choice, severity) => {
  const [found] = findings(dynamicShape, { model: model(shape), device, choice });
  expect(found && (found.severity ?? dynamicShape.severity)).toBe(severity);
  if (found) expect(found.message).toContain(`x (${shape.replaceAll(", ", "×")})`);
});
