import { describe, expect, test } from "vitest";
import { readOnnxText } from "../read/onnx-text.ts";
import { executionOrder } from "./execution-order.ts";

/** The first outputs of the nodes of a graph over `x`, in the order in which they run. */
function orderOf(body: string): string {
  const { value } = readOnnxText(`g (float[4] x, bool c) => (float[4] y) {${body}}`);
  return executionOrder(value.model.graph.nodes)
    .map((it) => it.outputs[0])
    .join(" ");
}

describe("an order in which every value is made before it is used", () => {
  test("is the file's own where it can be", () => {
    expect(orderOf("b = Relu(x) a = Relu(x) y = Add(a, b)")).toBe("b a y");
  });

  test("moves a node that comes too late to just before the first that needs it", () => {
    // As half-precision converters write it: every Cast at the end of the file.
    expect(orderOf("a = Relu(ca) b = Relu(cb) y = Add(a, b) ca = Cast(x) cb = Cast(a)")).toBe("ca a cb b y");
  });

  test("heeds what a branch reads of the outer graph", () => {
    const branches = `then_branch = t () => (p) { q = Neg(x) p = Add(q, late) }, else_branch = e () => (x) { }`;
    expect(orderOf(`y = If(c) <${branches}> q = Relu(x) late = Relu(x)`)).toBe("late y q");
  });

  test("leaves a cycle, and what is behind it, to the end", () => {
    expect(orderOf("p = Add(x, q) q = Relu(p) y = Relu(q) a = Neg(z) z = Neg(x)")).toBe("z a p q y");
  });

  test("takes a chain of any length, back to front", () => {
    const nodes = Array.from({ length: 50_000 }, (_, i) => `v${i + 1} = Relu(${i === 0 ? "x" : `v${i}`})`);
    expect(orderOf(nodes.reverse().join("\n")).split(" ").slice(0, 2)).toEqual(["v1", "v2"]);
  });

  test("takes a node of many late inputs", () => {
    const names = Array.from({ length: 50_000 }, (_, i) => `v${i}`);
    const late = names.map((it) => `${it} = Relu(x)`).join("\n");
    expect(orderOf(`y = Sum(${names.join(", ")})\n${late}`).endsWith("v49999 y")).toBe(true);
  });
});
