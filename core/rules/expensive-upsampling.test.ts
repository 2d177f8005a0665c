import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { expensiveUpsampling } from "./expensive-upsampling.ts";

test("its examples", () => {
  expectExamples(expensiveUpsampling);
});

test("a small one beside a large convolution is fine", () => {
  const model = `g (float[1, 64, 56, 56] x, float[512, 64, 3, 3] v = ["location": "w.bin"], float[64, 8, 2, 2] w = ["location": "w.bin"]) => (float[1, 8, 112, 112] y, float[1, 512, 56, 56] z) {
  z = Conv <pads = [1, 1, 1, 1]> (x, v)
  y = ConvTranspose <strides = [2, 2]> (x, w)
}`;
  expect(findings(expensiveUpsampling, { model })).toEqual([]);
});

test("an unknown image size is no finding", () => {
  const model = `g (float[1, 64, h, w] x, float[64, 64, 2, 2] k = ["location": "w.bin"]) => (float[1, 64, u, v] y) {
  y = ConvTranspose <strides = [2, 2]> (x, k)
}`;
  expect(findings(expensiveUpsampling, { model })).toEqual([]);
});
