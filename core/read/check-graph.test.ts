import { expect, test } from "vitest";
import { type Attribute, type Graph, type Model, type Node } from "../graph/model.ts";
import { ProblemList } from "../graph/problem.ts";
import { checkGraphs } from "./check-graph.ts";

function node(opType: string, inputs: readonly string[], outputs: readonly string[], body?: Graph): Node {
  const attributes = new Map<string, Attribute>(body ? [["body", { kind: "graph", value: body }]] : []);
  return { name: "", opType, domain: "", inputs, outputs, attributes, span: { offset: 10, length: 5 } };
}

function graph(inputs: readonly string[], nodes: readonly Node[], outputs: readonly string[]): Graph {
  const value = (name: string) => ({ name });
  const maps = { constants: new Map(), values: new Map() };
  return { name: "g", inputs: inputs.map(value), outputs: outputs.map(value), nodes, ...maps };
}

function messages(main: Graph, more: Partial<Model> = {}): string[] {
  const model = { opsets: new Map([["", 21]]), functions: [], metadata: new Map(), ...more };
  const problems = new ProblemList();
  checkGraphs({ format: "onnx", graph: main, ...model }, problems);
  expect(problems.problems.every((it) => it.code === "graph")).toBe(true);
  return problems.problems.map((it) => it.message);
}

const relu = (from: string, to: string) => node("Relu", [from], [to]);

test("a graph in order has nothing to report", () => {
  expect(messages(graph(["x"], [relu("x", "a"), relu("a", "y")], ["y"]))).toEqual([]);
  expect(messages(graph(["x"], [node("Clip", ["x", "", ""], ["y", ""])], ["y"]))).toEqual([]);
});

test("an initializer may bear the name of an input", () => {
  const main = graph(["w"], [relu("w", "y")], ["y"]);
  const constants = new Map([["w", { name: "w", dims: [], storage: { kind: "literal" as const } }]]);
  expect(messages({ ...main, constants })).toEqual([]);
});

test.each([
  ["never defined", graph(["x"], [relu("q", "y")], ["y"]), 'Nothing defines "q", an input of "y".'],
  [
    "used too early",
    graph(["x"], [relu("a", "y"), relu("x", "a")], ["y"]),
    '"a" is used before the node that makes it; nodes must stand in an order that can be executed.',
  ],
  [
    "a node that reads its own output",
    graph([], [relu("y", "y")], ["y"]),
    '"y" is used before the node that makes it; nodes must stand in an order that can be executed.',
  ],
  [
    "defined twice",
    graph(["x"], [relu("x", "y"), node("Abs", ["x"], ["y"])], ["y"]),
    '"y" is defined twice, the second time by "y".',
  ],
  [
    "an output over an input",
    graph(["x"], [relu("x", "x")], ["x"]),
    '"x" is defined twice, the second time by "x".',
  ],
  [
    "two inputs of one name",
    graph(["x", "x"], [relu("x", "y")], ["y"]),
    'Two inputs of the model are called "x".',
  ],
  ["no operator", graph(["x"], [node("", ["x"], ["y"])], ["y"]), 'Node "y" names no operator.'],
  ["a missing output", graph(["x"], [relu("x", "y")], ["z"]), 'Nothing defines "z", an output of the model.'],
])("%s", (_, main, message) => {
  expect(messages(main)).toEqual([message]);
});

test("the problem points at the node", () => {
  const problems = new ProblemList();
  const main = graph(["x"], [relu("q", "y")], ["y"]);
  checkGraphs(
    { format: "onnx", graph: main, opsets: new Map([["", 21]]), functions: [], metadata: new Map() },
    problems,
  );
  expect(problems.problems).toMatchObject([{ severity: "error", node: "y", offset: 10, length: 5 }]);
});

test("a subgraph sees what was defined before its node, and no more", () => {
  const body = (name: string) => graph([], [relu(name, "t")], ["t"]);
  const main = (name: string) =>
    graph(["x"], [relu("x", "a"), node("If", ["a"], ["y"], body(name)), relu("y", "z")], ["z"]);
  expect(messages(main("a"))).toEqual([]);
  expect(messages(main("z"))).toHaveLength(1);
  expect(messages(main("z"))[0]).toContain("before the node that makes it");
  // What a subgraph defines stays inside.
  const leak = graph(["x"], [node("If", ["x"], ["y"], body("x")), relu("t", "z")], ["z"]);
  expect(messages(leak)).toEqual(['Nothing defines "t", an input of "z".']);
});

test("an order that can be mended is a warning, told once; a cycle is an error at each place", () => {
  const found = (nodes: readonly Node[]) => {
    const problems = new ProblemList();
    const main = graph(["x"], nodes, ["y"]);
    checkGraphs(
      { format: "onnx", graph: main, opsets: new Map([["", 21]]), functions: [], metadata: new Map() },
      problems,
    );
    return problems.problems.map((it) => `${it.severity} ${it.node}: ${it.message}`);
  };
  const order = "is used before the node that makes it; nodes must stand in an order that can be executed.";
  // As converters to half precision leave it: onnx.checker refuses the file, ONNX Runtime runs it.
  expect(found([relu("a", "b"), relu("c", "y"), relu("b", "c"), relu("x", "a")])).toEqual([
    `warning b: "a" ${order} The same holds for 1 more of the model.`,
  ]);
  expect(found([relu("b", "a"), relu("a", "b"), relu("x", "y")])).toEqual([`error a: "b" ${order}`]);
  const inner = node("If", ["x"], ["y"], graph([], [relu("z", "t")], ["t"]));
  expect(found([inner, relu("x", "z")])).toEqual([`warning t: "z" ${order}`]);
  expect(found([inner, relu("y", "z")])).toEqual([`error t: "z" ${order}`]);
});

test("functions see their own inputs only", () => {
  const f = {
    name: "F",
    domain: "d",
    inputs: ["a"],
    outputs: ["b"],
    attributes: [],
    attributeDefaults: new Map(),
  };
  const rest = { opsets: new Map(), values: new Map() };
  const main = graph(["x"], [relu("x", "y")], ["y"]);
  expect(messages(main, { functions: [{ ...f, ...rest, nodes: [relu("a", "b")] }] })).toEqual([]);
  expect(messages(main, { functions: [{ ...f, ...rest, nodes: [relu("x", "b")] }] })).toHaveLength(1);
});

test("no operator set at all", () => {
  const main = graph(["x"], [relu("x", "y")], ["y"]);
  expect(messages(main, { opsets: new Map() })[0]).toContain("imports no operator set");
});

test("time grows with the size of the graph, not with its square", () => {
  const nodes = Array.from({ length: 200_000 }, (_, i) => relu(`missing${i}`, `y${i}`));
  const start = performance.now();
  expect(messages(graph([], nodes, []))).toHaveLength(200);
  expect(performance.now() - start).toBeLessThan(3000);
});
