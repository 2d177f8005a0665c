import { expect, test } from "vitest";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { supportOf } from "./support-of.ts";

function judge(model: string, runtimeVersion = "8.6") {
  const choice = { unit: "npu", precision: "fp16" } as const;
  const { analysis, target } = subjectOf({ model, device: "jetson-agx-orin-64gb", choice, runtimeVersion });
  const node = analysis.nodes.at(-1);
  if (!node || !target) throw new Error("no node");
  return supportOf(node, target, analysis.model);
}

const unary = (type: string) => `g (float[1, 8, 16, 16] x) => (float[] y) { y = ${type} (x) }`;

// NVIDIA/Deep-Learning-Accelerator-SW, operators/README.md: not through TensorRT.
test.each(
  "GlobalAveragePool HardSwish HardSigmoid Elu Erf Exp Log Floor Ceil Sqrt Softplus Flatten".split(" "),
)("%s is left to the GPU", (type) => {
  expect(judge(unary(type))).toMatchObject({ supported: "no", fallsBack: true });
});

test.each("Relu Sigmoid Tanh LeakyRelu Softmax Abs".split(" "))("%s runs on it", (type) => {
  expect(judge(unary(type)).supported).toBe("yes");
});

test("what TensorRT itself does not have, the GPU does not have either", () => {
  expect(judge(unary("HardSwish"), "8.2").fallsBack).toBeUndefined();
});

test.each([
  ["8.5", "no"],
  ["8.6.12", "yes"],
])("GlobalMaxPool with TensorRT %s: %s", (version, expected) => {
  expect(judge(unary("GlobalMaxPool"), version).supported).toBe(expected);
});

const pool = (kernel: number) =>
  `g (float[1, 8, 64, 64] x) => (float[] y) { y = MaxPool <kernel_shape = [${kernel}, ${kernel}]> (x) }`;

// jetson_dla_tutorial: windows of pooling up to 8; DLA restrictions: sizes up to 8192, the second matrix constant.
test.each([
  [pool(8), "yes"],
  [pool(9), "no"],
  ["g (float[1, 8192, 2, 2] x) => (float[] y) { y = Relu (x) }", "yes"],
  ["g (float[1, 8193, 2, 2] x) => (float[] y) { y = Relu (x) }", "no"],
  ["g (float[4097, 8] x) => (float[] y) { y = Relu (x) }", "no"],
  ['g (float[1, 8] x) => (float[] y) <float[8, 8] w = ["location": "w"]> { y = MatMul (x, w) }', "yes"],
  ["g (float[1, 8] x, float[8, 8] w) => (float[] y) { v = Relu (w) y = MatMul (x, v) }", "no"],
])("%s: %s", (model, expected) => {
  expect(judge(model).supported).toBe(expected);
});
