import { expect, test } from "vitest";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { tfliteNames } from "./edgetpu.ts";
import { supportOf } from "./support-of.ts";

function judge(model: string) {
  const { analysis, target } = subjectOf({ model, device: "coral-usb" });
  const node = analysis.nodes.at(-1);
  if (!node || !target) throw new Error("no node");
  return supportOf(node, target, analysis.model);
}

const unary = (type: string, shape = "1, 64") =>
  `g (float[${shape}] x) => (float[${shape}] y) { y = ${type} (x) }`;

// coral.ai's table of supported operations, by TFLite's names without the underscores.
const list = new Set(
  (
    "ADD AVERAGE_POOL_2D CONCATENATION CONV_2D DEPTHWISE_CONV_2D EXPAND_DIMS FULLY_CONNECTED L2_NORMALIZATION LOGISTIC LSTM " +
    "MAXIMUM MAX_POOL_2D MEAN MINIMUM MUL PACK PAD PRELU QUANTIZE REDUCE_MAX REDUCE_MIN RELU RELU6 RELU_N1_TO_1 RESHAPE " +
    "RESIZE_BILINEAR RESIZE_NEAREST_NEIGHBOR SLICE SOFTMAX SPACE_TO_DEPTH SPLIT SQUEEZE STRIDED_SLICE SUB TANH"
  ).split(" "),
);

test("what an operator is mapped to is on Coral's list", () => {
  const types =
    "Add AveragePool Clip Concat Conv Flatten Gemm GlobalAveragePool HardSigmoid LSTM MatMul Max MaxPool Min Mul";
  const more =
    "PRelu Pad ReduceMax ReduceMean Relu Reshape Resize Sigmoid Slice Softmax SpaceToDepth Split Sub Swish Tanh";
  for (const type of `${types} ${more}`.split(" ")) {
    const names = tfliteNames(type)?.match(/[A-Z][A-Z0-9_]+/g) ?? [];
    expect([type, names.length > 0 && names.every((it) => list.has(it))]).toEqual([type, true]);
  }
});

// Neither of the two tables has them.
test.each("HardSwish LeakyRelu Elu Erf Exp Sqrt Abs Softplus".split(" "))("%s is left to the CPU", (type) => {
  expect(judge(unary(type))).toMatchObject({ supported: "no", fallsBack: true });
});

test.each("Relu Sigmoid Tanh HardSigmoid Identity Dropout".split(" "))("%s runs on it", (type) => {
  expect(judge(unary(type)).supported).toBe("yes");
});

test("of what is not confirmed nothing is said", () => {
  expect(
    judge("g (float[1, 4, 8] x) => (float[1, 8, 4] y) { y = Transpose <perm = [0, 2, 1]> (x) }").supported,
  ).toBe("unknown");
});

const map = "float[1, 8, 16, 16] x";
const reduced = (axes: string, channels = 8) =>
  `<ir_version: 7, opset_import: ["" : 13]>
g (float[1, ${channels}, 16, 16] x) => (float[] y) { y = ReduceMean <axes = [${axes}], keepdims = 0> (x) }`;

test.each([
  // Softmax: 1-D, at most 16,000 elements.
  [unary("Softmax", "1, 16000"), "yes"],
  [unary("Softmax", "1, 16001"), "no"],
  [unary("Softmax", "1, 4, 64"), "no"],
  // Conv2d: the same dilation both ways.
  [
    `g (${map}) => (float[] y) <float[4, 8, 3, 3] w = ["location": "w"]> { y = Conv <dilations = [2, 2]> (x, w) }`,
    "yes",
  ],
  [
    `g (${map}) => (float[] y) <float[4, 8, 3, 3] w = ["location": "w"]> { y = Conv <dilations = [2, 1]> (x, w) }`,
    "no",
  ],
  [`g (${map}, float[4, 8, 3, 3] w) => (float[] y) { v = Relu (w) y = Conv (x, v) }`, "no"],
  // StridedSlice: all strides 1. The Focus layer of YOLOv5 has 2.
  [
    `g (${map}) => (float[] y) <int64[1] a = {0}, int64[1] b = {16}, int64[1] c = {2}, int64[1] d = {1}> { y = Slice (x, a, b, c, d) }`,
    "yes",
  ],
  [
    `g (${map}) => (float[] y) <int64[1] a = {0}, int64[1] b = {16}, int64[1] c = {2}, int64[1] d = {2}> { y = Slice (x, a, b, c, d) }`,
    "no",
  ],
  // Mean: not over the batch; over channels in multiples of 4.
  [reduced("2, 3"), "yes"],
  [reduced("1"), "yes"],
  [reduced("1", 6), "no"],
  [reduced("0"), "no"],
  // FullyConnected: 1-D output; both matrices computed is none.
  ['g (float[1, 64] x) => (float[] y) <float[64, 10] w = ["location": "w"]> { y = MatMul (x, w) }', "yes"],
  ['g (float[1, 50, 64] x) => (float[] y) <float[64, 10] w = ["location": "w"]> { y = MatMul (x, w) }', "no"],
  ["g (float[1, 64] x, float[64, 10] w) => (float[] y) { v = Relu (w) y = MatMul (x, v) }", "no"],
  // Concatenation: a constant only as one of two inputs, all zeros (padding of channels).
  [`g (float[1, 2] x) => (float[] y) <float[1, 2] c = {0, 0}> { y = Concat <axis = 1> (x, c) }`, "yes"],
  [`g (float[1, 2] x) => (float[] y) <float[1, 2] c = {0, 1}> { y = Concat <axis = 1> (x, c) }`, "no"],
  // A division by a constant is a multiplication.
  [`g (float[1, 2] x) => (float[] y) <float[1] c = {2}> { y = Div (x, c) }`, "yes"],
  [`g (float[1, 2] x, float[1, 2] c) => (float[] y) { d = Relu (c) y = Div (x, d) }`, "no"],
  [`g (${map}) => (float[] y) <float[8, 1, 1] s = ["location": "s"]> { y = PRelu (x, s) }`, "yes"],
  [`g (${map}) => (float[] y) <float[8, 16, 16] s = ["location": "s"]> { y = PRelu (x, s) }`, "no"],
] as const)("limits: %s: %s", (model, expected) => {
  expect(judge(model).supported).toBe(expected);
});
