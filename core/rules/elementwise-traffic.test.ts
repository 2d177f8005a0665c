import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { elementwiseTraffic } from "./elementwise-traffic.ts";

test("its examples", () => {
  expectExamples(elementwiseTraffic);
});

test("the addition of a residual block is folded into the convolution before it", () => {
  const model = `g (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  b = Relu (a)
  c = Conv <pads = [1, 1, 1, 1]> (b, w)
  s = Add (c, x)
  y = Relu (s)
}`;
  expect(findings(elementwiseTraffic, { model })).toEqual([]);
});

test("x·sigmoid(x) behind a convolution is folded", () => {
  const model = `g (float[1, 64, 56, 56] x, float[64, 64, 3, 3] w = ["location": "w.bin"]) => (float[1, 64, 56, 56] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  s = Sigmoid (a)
  y = Mul (a, s)
}`;
  expect(findings(elementwiseTraffic, { model })).toEqual([]);
});
