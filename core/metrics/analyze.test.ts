import { describe, expect, test } from "vitest";
import { readOnnxText } from "../read/onnx-text.ts";
import { isKnown } from "../graph/dim.ts";
import { type Analysis, type NodeReport } from "./analysis.ts";
import { analyze } from "./analyze.ts";

const Mi = 2 ** 20;

function analysisOf(text: string, bindings: Record<string, number> = {}): Analysis {
  const { value, problems } = readOnnxText(text);
  expect(problems.filter((it) => it.severity === "error")).toEqual([]);
  return analyze(value.model, { bindings: new Map(Object.entries(bindings)), shapes: new Map() });
}

function node(analysis: Analysis, label: string): NodeReport {
  const found = analysis.nodes.find((it) => it.label === label);
  if (!found) throw new Error(`no node ${label}`);
  return found;
}

function mi(value: unknown): number {
  return Math.round((Number(value) / Mi) * 100) / 100;
}

describe("the survey's worked examples", () => {
  test("Conv 128→256, 3×3, 224²→112²: 6.12 + 0.28 + 3.06 = 9.46 Mi memory access", () => {
    const analysis = analysisOf(`
g (float[1, 128, 224, 224] x, float[256, 128, 3, 3] w = ["location": "w.bin"]) => (float[1, 256, 112, 112] y) {
  y = Conv <strides = [2, 2], pads = [1, 1, 1, 1]> (x, w)
}`);
    const { cost } = node(analysis, "y");
    expect(mi(128 * 224 * 224)).toBe(6.13); // The survey cuts 6.125 to 6.12.
    expect(mi(cost.memoryAccess)).toBe(9.47);
    expect(cost.memoryAccess).toBe(128 * 224 * 224 + 9 * 128 * 256 + 256 * 112 * 112);
    expect(cost.parameters).toBe(9 * 128 * 256);
    expect(cost.multiplyAdds).toBe(9 * 128 * 256 * 112 * 112);
  });

  test("FC 1000→200: 0.19 Mi memory access", () => {
    const analysis = analysisOf(`
g (float[1, 1000] x, float[200, 1000] w = ["location": "w.bin"], float[200] b = ["location": "w.bin"]) => (float[1, 200] y) {
  y = Gemm <transB = 1> (x, w, b)
}`);
    expect(mi(node(analysis, "y").cost.memoryAccess)).toBe(0.19);
    expect(node(analysis, "y").cost.memoryAccess).toBe(1000 + 1001 * 200 + 200);
  });

  test("input 16×3×224×224 float32 = 9.18 MiB, feature map 16×512×56×56 = 98 MiB", () => {
    const input = analysisOf(
      `g (float[16, 3, 224, 224] x) => (float[16, 1, 1, 1] y) { y = ReduceMean <keepdims = 1> (x) }`,
    );
    expect(mi(input.totals.peakActivationBytes.value)).toBeCloseTo(9.19, 2);
    const map = analysisOf(`g (float[16, 512, 56, 56] x) => (float[16, 512, 56, 56] y) { y = Relu(x) }`);
    expect(mi(map.totals.peakActivationBytes.value)).toBe(2 * 98);
  });
});

describe("parameters", () => {
  const shared = `
g (float[1, 8] x, float[8, 8] w = ["location": "w.bin"]) => (float[1, 8] y) {
  h = MatMul(x, w)
  y = MatMul(h, w)
}`;
  test("count a shared tensor once in the total, and at each node", () => {
    const analysis = analysisOf(shared);
    expect(analysis.totals.parameters).toBe(64);
    expect(analysis.nodes.map((it) => it.cost.parameters)).toEqual([64, 64]);
    expect(analysis.totals.weightBytes).toBe(256);
  });

  test("leave out running statistics, which are still weight bytes", () => {
    const analysis = analysisOf(`
g (float[1, 4, 2, 2] x, float[4] s = {1, 1, 1, 1}, float[4] b = {0, 0, 0, 0}, float[4] m = {0, 0, 0, 0}, float[4] v = {1, 1, 1, 1}) => (float[1, 4, 2, 2] y) {
  y = BatchNormalization(x, s, b, m, v)
}`);
    expect(analysis.totals.parameters).toBe(8);
    expect(analysis.totals.weightBytes).toBe(64);
  });

  test("see through DequantizeLinear, and count its bytes as stored", () => {
    const analysis = analysisOf(`
g (float[1, 8] x, int8[8, 8] q = ["location": "w.bin"], float s = {0.1}, int8 z = {0}) => (float[1, 8] y) {
  w = DequantizeLinear(q, s, z)
  y = MatMul(x, w)
}`);
    expect(analysis.totals.parameters).toBe(64);
    expect(analysis.totals.weightBytesByType.get("int8")).toBe(65);
    expect(node(analysis, "y").cost.memoryAccessBytes).toBe(8 * 4 + 64 + 8 * 4);
  });
});

test("a Conv between DequantizeLinear and QuantizeLinear is an int8 Conv", () => {
  const analysis = analysisOf(`
g (uint8[1, 4, 8, 8] x, float s = {0.1}, uint8 z = {0}, int8[4, 4, 1, 1] q = ["location": "w.bin"], int8 zw = {0}) => (uint8[1, 4, 8, 8] y) {
  xf = DequantizeLinear(x, s, z)
  w = DequantizeLinear(q, s, zw)
  c = Conv(xf, w)
  r = Relu(c)
  y = QuantizeLinear(r, s, z)
}`);
  const { cost } = node(analysis, "c");
  expect(cost.memoryAccessBytes).toBe(256 + 16 + 256);
  expect(cost.multiplyAdds).toBe(4 * 256);
  expect(node(analysis, "xf").cost.memoryAccessBytes).toBe(0);
  expect(node(analysis, "y").cost.memoryAccessBytes).toBe(0);
  expect(analysis.totals.peakActivationBytes.value).toBe(512);
});

describe("peak activation memory", () => {
  test("keeps a residual branch alive until it is added", () => {
    const analysis = analysisOf(`
g (float[1, 1000] x) => (float[1, 1000] y) {
  a = Relu(x)
  b = Sigmoid(a)
  c = Tanh(b)
  y = Add(a, c)
}`);
    // a is kept while b and c exist: three tensors of 4,000 bytes.
    expect(analysis.totals.peakActivationBytes.value).toBe(12_000);
    expect(analysis.peak.tensors.map((it) => it.name).sort()).toEqual(["a", "b", "c"]);
  });

  test("counts a view as its base", () => {
    const analysis = analysisOf(
      `
g (float[1, 1000] x) => (float[10, 100] y) {
  a = Relu(x)
  b = Reshape <allowzero = 0> (a, s)
  y = Relu(b)
}`.replace("x) =>", "x, int64[2] s = {10, 100}) =>"),
    );
    expect(analysis.totals.peakActivationBytes.value).toBe(8000);
    expect(node(analysis, "b").cost.memoryAccess).toBe(0);
  });
});

describe("symbolic dimensions", () => {
  const text = `
g (float[batch, seq, 8] x, float[8, 16] w = ["location": "w.bin"]) => (float[batch, seq, 16] y) {
  y = MatMul(x, w)
}`;
  test("stay symbols, the batch aside, and give a formula in place of a number", () => {
    const analysis = analysisOf(text);
    expect(analysis.bindings).toEqual(new Map([["batch", 1]]));
    expect(analysis.openSymbols).toEqual(["seq"]);
    expect(analysis.totals.multiplyAdds).toMatchObject({ formula: { text: "128*seq" } });
    expect(analysis.totals.multiplyAdds.value).toBeUndefined();
    expect(analysis.coverage.uncounted[0]?.reason).toContain("seq");
  });

  test("are numbers once bound", () => {
    const analysis = analysisOf(text, { seq: 10, batch: 2 });
    expect(analysis.totals.multiplyAdds.value).toBe(2 * 10 * 8 * 16);
    expect(analysis.coverage.uncounted).toEqual([]);
  });
});

describe("bodies", () => {
  test("a Loop costs its body times its trips", () => {
    const analysis = analysisOf(`
g (float[1, 8] x, int64 n = {5}, bool yes = {1}, float[8, 8] w = ["location": "w.bin"]) => (float[1, 8] y) {
  y = Loop <body = b (int64 i, bool c, float[1, 8] v) => (bool c_out, float[1, 8] v_out) {
    c_out = Identity(c)
    v_out = MatMul(v, w)
  }> (n, yes, x)
}`);
    expect(analysis.totals.multiplyAdds.value).toBe(5 * 64);
    expect(analysis.totals.parameters).toBe(64);
  });

  test("an If costs its costlier branch", () => {
    const analysis = analysisOf(`
g (float[1, 8] x, bool c, float[8, 8] w = ["location": "w.bin"]) => (float[1, 8] y) {
  y = If (c) <then_branch = t () => (float[1, 8] a) { a = MatMul(x, w) }, else_branch = e () => (float[1, 8] b) { b = Relu(x) }>
}`);
    expect(analysis.totals.multiplyAdds.value).toBe(64);
    expect(analysis.nodes.filter((it) => it.executions === 0).map((it) => it.label)).toEqual(["b"]);
  });

  test("a function of the model is costed at each call", () => {
    const analysis = analysisOf(`
<ir_version: 8, opset_import: ["" : 18, "mine" : 1]>
g (float[1, 8] x, float[8, 8] w = ["location": "w.bin"]) => (float[1, 8] y) {
  a = mine.block(x, w)
  y = mine.block(a, w)
}
<domain: "mine", opset_import: ["" : 18]>
block (v, m) => (r) {
  t = MatMul(v, m)
  r = Relu(t)
}`);
    expect(analysis.totals.multiplyAdds.value).toBe(128);
    expect(analysis.totals.parameters).toBe(64);
    expect(isKnown(node(analysis, "y").cost.multiplyAdds)).toBe(true);
  });
});

test("an operator nobody knows is named, and totals say that they are lower bounds", () => {
  const analysis = analysisOf(`
<ir_version: 8, opset_import: ["" : 18, "acme" : 1]>
g (float[1, 8] x) => (float[1, 8] y) {
  h = acme.Mystery(x)
  y = Relu(h)
}`);
  expect(analysis.coverage.uncounted.map((it) => it.report.label)).toContain("h");
  expect(analysis.totals.multiplyAdds).toEqual({ isLowerBound: true });
});

test("nodes out of order are visited in an order that works", () => {
  const analysis = analysisOf(`
g (float[1, 8] x) => (float[1, 8] y) {
  y = Relu(h)
  h = Sigmoid(x)
}`);
  expect(analysis.coverage.uncounted).toEqual([]);
});

test("an If on a constant is not folded: its branches read activations", () => {
  const analysis = analysisOf(`
g (float[1, 8] x, bool c = {1}, float[8, 8] w = ["location": "w.bin"]) => (float[1, 8] y) {
  y = If (c) <then_branch = t () => (float[1, 8] a) { a = MatMul(x, w) }, else_branch = e () => (float[1, 8] b) { b = Relu(x) }>
  z = Relu(y)
}`);
  expect(analysis.totals.multiplyAdds.value).toBe(64);
  expect(node(analysis, "z").isFolded).toBe(false);
});

describe("a bias that an exporter split off", () => {
  // The exporter's name for it is none: as plain data it would pass for a constant of the computation.
  test("is a parameter behind a quantized convolution, whatever its name", () => {
    const analysis = analysisOf(`
g (uint8[1, 3, 8, 8] x, int8[4, 3, 1, 1] q = ["location": "w.bin"], float s = {0.1}, float[4] val_1 = {1, 2, 3, 4}) => (float[1, 4, 8, 8] y) {
  sums = ConvInteger(x, q)
  real = Cast <to = 1> (sums)
  scaled = Mul(real, s)
  shape = Constant <value_ints = [1, 4, 1, 1]> ()
  aligned = Reshape(val_1, shape)
  y = Add(scaled, aligned)
}`);
    expect(analysis.totals.parameters).toBe(12 + 4);
  });

  test("is a parameter of one value behind a convolution of one channel", () => {
    const analysis = analysisOf(`
g (float[1, 3, 8, 8] x, float[1, 3, 1, 1] w = {1, 2, 3}, float[1, 1, 1] b = {5}) => (float[1, 1, 8, 8] y) {
  c = Conv(x, w)
  y = Add(c, b)
}`);
    expect(analysis.totals.parameters).toBe(3 + 1);
  });

  test("is not one beside a product of activations, nor with other sizes than the channels", () => {
    const analysis = analysisOf(`
g (float[2, 3] a, float[3, 2] b, float[2] val_1 = {0, 1}, float[2, 3] w = {1, 2, 3, 4, 5, 6}, float[2, 1] val_2 = {0, 1}) => (float[2, 3] y) {
  scores = MatMul(a, b)
  masked = Add(scores, val_1)
  rows = MatMul(masked, w)
  y = Add(rows, val_2)
}`);
    expect(analysis.totals.parameters).toBe(6);
  });
});

test("what an If gives out is what the branch taken made, and takes no memory of its own before", () => {
  const analysis = analysisOf(`
g (float[1, 1000] x, bool c) => (float[1, 1000] y) {
  y = If (c) <
    then_branch = t () => (float[1, 1000] d) { a = Relu(x) b = Sigmoid(a) w = Constant <value_float = 2.0> () d = Mul(b, w) },
    else_branch = e () => (float[1, 1000] f) { f = Relu(x) }
  >
}`);
  // Two of 4,000 bytes at any time, the condition of one byte beside the first of them.
  expect(analysis.nodes.filter((it) => it.executions === 0).map((it) => it.label)).toEqual(["f"]);
  expect(analysis.totals.peakActivationBytes.value).toBe(8000);
});

test("a total with a loop of unknown length counts it once and says that it is a lower bound", () => {
  const { totals } = analysisOf(`
g (float[1, 4] x, int64 trips, float[4, 4] w = ["location": "w.bin"]) => (float[1, 4] y) {
  y = Loop (trips, , x) <
    body = b (int64 i, bool c, float[1, 4] h) => (bool d, float[1, 4] o) { d = Identity(c) o = MatMul(h, w) }
  >
}`);
  expect(totals.multiplyAdds).toEqual({ value: 16, isLowerBound: true });
});
