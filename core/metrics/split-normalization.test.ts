import { expect, test } from "vitest";
import { readOnnxText } from "../read/onnx-text.ts";
import { analyze } from "./analyze.ts";

function parametersOf(text: string): number {
  const { value, problems } = readOnnxText(text);
  expect(problems.filter((it) => it.severity === "error")).toEqual([]);
  return analyze(value.model).totals.parameters;
}

// GroupNorm(2, 4) as torch.onnx.export writes it: a norm over groups with a made-up scale, then the learned one.
test("GroupNorm: ones and zeros that the exporter made up do not count, its own scale and shift do", () => {
  expect(
    parametersOf(`
g (float[1, 4, 3, 3] x, float[4, 1, 1] val_8 = {1, 2, 3, 4}, float[4, 1, 1] val_9 = {1, 2, 3, 4}) => (float[1, 4, 3, 3] y) {
  Constant_0 = Constant <value_ints = [0, 2, -1]> ()
  Constant_1_output_0 = Constant <value_floats = [1.0, 1.0]> ()
  Constant_2_output_0 = Constant <value_floats = [0.0, 0.0]> ()
  groups = Reshape(x, Constant_0)
  even = InstanceNormalization(groups, Constant_1_output_0, Constant_2_output_0)
  sizes = Shape(x)
  image = Reshape(even, sizes)
  scaled = Mul(image, val_8)
  y = Add(scaled, val_9)
}`),
  ).toBe(8);
});

test("a norm without a learned scale has no parameters, one with names has", () => {
  expect(
    parametersOf(`
g (float[1, 4] x, float[4] scale = {1, 1, 1, 1}) => (float[1, 4] y) {
  Constant_output_0 = Constant <value_floats = [1.0, 1.0, 1.0, 1.0]> ()
  h = LayerNormalization(x, Constant_output_0)
  y = LayerNormalization(h, scale)
}`),
  ).toBe(4);
});

const layerScale = (bias: string) => `
g (float[1, 3, 8, 8] x, float[4, 3, 1, 1] w = ["location": "w.bin"], float[4] b = {1, 2, 3, 4}, float[1, 4, 1, 1] val_1 = {1, 2, 3, 4}) => (float[1, 4, 8, 8] y) {
  c = Conv(x, w${bias})
  y = Mul(c, val_1)
}`;

test("a factor for each channel of a product with a bias is a LayerScale; without one it is a frozen batch norm", () => {
  expect(parametersOf(layerScale(", b"))).toBe(12 + 4 + 4);
  expect(parametersOf(layerScale(""))).toBe(12);
});

// Weight standardization (NFNet) as the exporter writes it: a batch norm of the weights, with the gain as its scale.
test("weights that a norm standardizes count with their gain, not with the zeros that the norm was given", () => {
  expect(
    parametersOf(`
g (float[1, 3, 8, 8] x, float[1, 4, 3] w = ["location": "w.bin"], float[4] gain = {1, 2, 3, 4}, float[4] mean = {0, 0, 0, 0}, float[4] deviation = {1, 1, 1, 1}) => (float[1, 4, 8, 8] y) {
  Constant_output_0 = Constant <value_floats = [0.0, 0.0, 0.0, 0.0]> ()
  even = BatchNormalization(w, gain, Constant_output_0, mean, deviation)
  shape = Constant <value_ints = [4, 3, 1, 1]> ()
  kernel = Reshape(even, shape)
  y = Conv(x, kernel)
}`),
  ).toBe(12 + 4);
});
