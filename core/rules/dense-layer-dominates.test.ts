import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { denseLayerDominates } from "./dense-layer-dominates.ts";

test("its examples", () => {
  expectExamples(denseLayerDominates);
});

test("VGG-16's first fully connected layer: 102.8 M of 138.4 M parameters, by torchvision's table 74%", () => {
  const rest = 138_357_544 - 25088 * 4096;
  const model = `vgg (float[1, 25088] x, float[4096, 25088] w = ["location": "w.bin"], float[${rest}, 1] v = ["location": "w.bin"], float[1, 1] o) => (float[1, 4096] y, float[${rest}, 1] z) {
  y = Gemm <transB = 1> (x, w)
  z = MatMul (v, o)
}`;
  expect(findings(denseLayerDominates, { model })[0]?.message).toContain("74%");
});
