import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { vitDenseLayersNotAccelerated } from "./vit-dense-layers-not-accelerated.ts";

test("its examples", () => {
  expectExamples(vitDenseLayersNotAccelerated);
});

test("a convolutional network with a classifier is no transformer", () => {
  const model = `g (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"], float[64, 1000] v = ["location": "w.bin"]) => (float[1, 1000] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  p = GlobalAveragePool (a)
  f = Flatten (p)
  l = MatMul (f, v)
  y = Softmax (l)
}`;
  expect(findings(vitDenseLayersNotAccelerated, { model, device: "intel-ncs2" })).toEqual([]);
});
