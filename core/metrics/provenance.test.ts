import { expect, test } from "vitest";
import { type Value } from "../graph/model.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { type Totals } from "./analysis.ts";
import { analyze } from "./analyze.ts";

/** Totals of a graph whose stored tensors carry what torch.onnx.export(dynamo=True) writes beside them. */
function totalsOf(
  text: string,
  kinds: Record<string, string> = {},
  madeOf: Record<string, string> = {},
): Totals {
  const { model } = readOnnxText(text).value;
  const values = new Map<string, Value>();
  const say = (name: string, key: string, value: string) =>
    values.set(name, { name, metadata: new Map([[key, value]]) });
  for (const [name, kind] of Object.entries(kinds))
    say(name, "pkg.torch.export.graph_signature.InputSpec.kind", kind);
  for (const [name, list] of Object.entries(madeOf)) say(name, "pkg.onnxscript.optimizer.folded_from", list);
  return analyze({ ...model, graph: { ...model.graph, values } }).totals;
}

const scaled = `
g (float[1, 4] x, float[4] rates = {1, 2, 3, 4}, float[1] t = {2}) => (float[1, 4] y) {
  h = Mul(x, rates)
  y = Mul(h, t)
}`;

test("what the exporter calls a buffer is none, and a parameter is one even when it is a single value", () => {
  expect(totalsOf(scaled).parameters).toBe(4);
  const told = totalsOf(scaled, { rates: "BUFFER", t: "PARAMETER" });
  expect(told.parameters).toBe(1);
  expect(told.weightBytes).toBe(20);
});

const biased = `g (float[1, 4] x, float[1, 4] val_1 = {1, 2, 3, 4}) => (float[1, 4] y) { y = Add(x, val_1) }`;

test.each<[string, string, number]>([
  ["a parameter", "['a.bias_k', 'val_0']", 4],
  ["nothing that was learned", "['arange', 'val_0']", 0],
  ["a table and the index that spreads it out", "['attn.bias_table', 'attn.relative_position_index']", 0],
  ["a frozen batch norm", "['bn.weight', 'bn.running_var', 'rsqrt']", 0],
  ["rotary frequencies", "['rotary.inv_freq']", 0],
])("a constant computed from %s", (_, madeOf, parameters) => {
  expect(totalsOf(biased).parameters).toBe(0);
  expect(totalsOf(biased, {}, { val_1: madeOf }).parameters).toBe(parameters);
});

test("tied weights, stored a second time transposed, count once but take space twice", () => {
  const tied = `
g (int64[1, N] ids, float[6, 4] tok = ["location": "w.bin"], float[4, 6] val_9 = ["location": "w.bin"]) => (float[1, N, 6] y) {
  h = Gather(tok, ids)
  y = MatMul(h, val_9)
}`;
  expect(totalsOf(tied).parameters).toBe(48);
  const { parameters, weightBytes } = totalsOf(tied, {}, { val_9: "['tok']" });
  expect(parameters).toBe(24);
  expect(weightBytes).toBe(2 * 96);
});

test("a bias that a quantizer stored once for each use counts once", () => {
  const { parameters } = totalsOf(`
g (float[1, 2] x, int8[2, 2] q = {1, 2, 3, 4}, int32[2] n_bias_quantized = {1, 2}, int32[2] n_bias0_quantized = {1, 2}, float s = {0.1}) => (float[1, 2] y) {
  w = DequantizeLinear(q, s)
  b = DequantizeLinear(n_bias_quantized, s)
  b0 = DequantizeLinear(n_bias0_quantized, s)
  h = Gemm(x, w, b)
  y = Gemm(h, w, b0)
}`);
  expect(parameters).toBe(4 + 2);
});

test("the scales of a quantized weight, one for each channel, are no parameters", () => {
  const { parameters } = totalsOf(`
g (uint8[1, 2] x, float xs, int8[2, 3] w_quantized = {1, 2, 3, 4, 5, 6}, float[3] w_scale = {1, 2, 3}) => (float[1, 3] y) {
  sums = MatMulInteger(x, w_quantized)
  real = Cast <to = 1> (sums)
  scale = Mul(xs, w_scale)
  y = Mul(real, scale)
}`);
  expect(parameters).toBe(6);
});

test("constants among quantized values are weights, and so is a table of which a part is taken first", () => {
  const { parameters } = totalsOf(`
<opset_import = ["" : 21, "com.microsoft" : 1]>
g (uint8[1, 2, 3] x, int64[1] end, float s = {0.1}, uint8 z = {0}, uint8[3] b_quantized = {1, 2, 3}, uint8[9, 3] pos_quantized = ["location": "w.bin"]) => (uint8[1, 2, 3] y) {
  biased = com.microsoft.QLinearAdd(x, s, z, b_quantized, s, z, s, z)
  start = Constant <value_ints = [0]> ()
  rows = Slice(pos_quantized, start, end)
  y = com.microsoft.QLinearAdd(biased, s, z, rows, s, z, s, z)
}`);
  expect(parameters).toBe(3 + 27);
});
