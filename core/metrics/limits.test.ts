import { expect, test } from "vitest";
import { type Node } from "../graph/model.ts";
import { readOnnxText } from "../read/onnx-text.ts";
import { type Analysis } from "./analysis.ts";
import { analyze } from "./analyze.ts";

function analysisOf(text: string): Analysis {
  return analyze(readOnnxText(text).value.model);
}

function chain(count: number, line: (from: string, to: string, index: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(`t${i}`, `t${i + 1}`, i)).join("\n");
}

/** Function i calls function i + 1 twice: 2^count nodes, were they all visited. */
function doubling(count: number): string {
  const bodies = Array.from({ length: count }, (_, i) => {
    const call = i + 1 < count ? `d.F${i + 1}` : "Relu";
    return `<domain: "d", opset_import: ["" : 21, "d" : 1]> F${i} (a) => (c) { b = ${call} (a) c = ${call} (b) }`;
  });
  return `<ir_version: 10, opset_import: ["" : 21, "d" : 1]> g (float[1] x) => (y) { y = d.F0 (x) }\n${bodies.join("\n")}`;
}

test("functions that unfold without end are cut off, and it is said", () => {
  const { problems, nodes, totals } = analysisOf(doubling(30));
  expect(totals.memoryAccess.isLowerBound).toBe(true);
  expect(problems.map((it) => it.message)).toContain(
    "Functions and subgraphs unfold to more than 50000 nodes; the rest is not counted.",
  );
  expect(nodes.length).toBeLessThan(60_000);
}, 30_000);

test("beside a very large graph functions unfold to less", () => {
  const { model } = readOnnxText(doubling(30)).value;
  const relus = Array.from({ length: 109_989 }, (_, i): Node => {
    return { name: "", opType: "Relu", domain: "", inputs: ["x"], outputs: [`r${i}`], attributes: new Map() };
  });
  const { problems } = analyze({
    ...model,
    graph: { ...model.graph, nodes: [...relus, ...model.graph.nodes] },
  });
  expect(problems.map((it) => it.message)).toContain(
    "Functions and subgraphs unfold to more than 10 nodes; the rest is not counted.",
  );
});

test("the totals of a file that is cut off are lower bounds", () => {
  const { model } = readOnnxText("g (float[4] x) => (y) { y = Relu (x) }").value;
  expect(analyze(model).totals.memoryAccess).toEqual({ value: 8, isLowerBound: false });
  expect(analyze({ ...model, isPartial: true }).totals.memoryAccess).toEqual({
    value: 8,
    isLowerBound: true,
  });
});

test("weights added to themselves 64 times have one source", () => {
  const { totals, problems } = analysisOf(`
g (float[3] x) => (y) <float[3] t0 = {1, 2, 3}> {
  ${chain(64, (from, to) => `${to} = Add (${from}, ${from})`)}
  y = Mul (x, t64)
}`);
  expect(totals.weightBytes).toBe(12);
  expect(problems).toEqual([]);
});

test("of very many stored tensors behind one value not all are counted, and it is said", () => {
  const weights = Array.from({ length: 200 }, (_, i) => `float[3] w${i} = {1, 2, 3}`).join(", ");
  const { problems } = analysisOf(`
g (float[3] x) => (y) <float[3] t0 = {1, 2, 3}, ${weights}> {
  ${chain(200, (from, to, i) => `${to} = Add (${from}, w${i})`)}
  y = Mul (x, t200)
}`);
  expect(problems[0]?.message).toMatch(/more than 128 stored tensors are behind it/);
});

test("values are not kept without end: shapes are folded still", () => {
  const { nodes } = analysisOf(`
g (float[2, 3] x) => (y) <int64[1] n = {4096}, int64[2] shape = {3, 2}, int64[2] none = {0, 0}> {
  t0 = ConstantOfShape (n)
  ${chain(1200, (from, to) => `${to} = Add (${from}, ${from})`)}
  wanted = Add (shape, none)
  y = Reshape (x, wanted)
}`);
  const dataOf = (name: string) => nodes.find((it) => it.outputs[0]?.name === name)?.outputs[0]?.data;
  expect(dataOf("t1")).toHaveLength(4096);
  expect(dataOf("t1200")).toBeUndefined();
  expect(dataOf("wanted")).toEqual([3, 2]);
});

test("sizes beyond what can be counted are unknown, not infinite", () => {
  const sizes = new Array<string>(40).fill("4611686018427387").join(", ");
  const { totals, nodes, coverage } = analysisOf(`g (float[${sizes}] x) => (y) { y = Relu (x) }`);
  expect(nodes[0]?.cost).toMatchObject({ memoryAccess: undefined, memoryAccessBytes: undefined });
  expect(coverage.uncounted[0]?.reason).toBe("too large to be counted");
  expect(totals.memoryAccess).toEqual({ isLowerBound: true });
  expect(totals.peakActivationBytes.isLowerBound).toBe(true);
});

test("a complaint does not repeat a shape of thousands of sizes", () => {
  const ones = new Array<number>(5000).fill(7).join(", ");
  const { problems } = analysisOf(`g (float[4] x) => (y) { y = Transpose <perm = [${ones}]> (x) }`);
  expect(problems.length).toBeGreaterThan(0);
  for (const it of problems) expect(it.message.length).toBeLessThan(600);
});
