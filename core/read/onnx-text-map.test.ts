import { describe, expect, it } from "vitest";
import { definitionOf, nodeAt, type Occurrence, occurrenceAt, occurrencesOf } from "./onnx-text-map.ts";
import { readOnnxText } from "./onnx-text.ts";

const text = `<opset_import: ["" : 18]>
main (bool b, float[N] x) => (float[N] z)
<float[1] w = {1}, float[N] y>
{
  [first] y = Add (x, w)
  [choose] z = If (b) <
    then_branch = g1 () => (float[N] t) {
      x2 = Neg (x)
      t = my.domain.Op (x2, y)
    },
    else_branch = g2 () => (float[N] t) {
      x = Neg (w)
      t = Abs (x)
    }
  >
}
<domain: "d", opset_import: ["" : 18]> f (x) => (y) {
  y = Neg (x)
}
`;
const { map } = readOnnxText(text).value;

/** Offset of the `nth` place where `part` stands. */
function at(part: string, nth = 0): number {
  let found = -1;
  for (let i = 0; i <= nth; i++) found = text.indexOf(part, found + 1);
  return found;
}

function occurrence(part: string, name: string): Occurrence {
  const found = occurrenceAt(map, at(part) + part.indexOf(name));
  if (!found) throw new Error(`No name at ${part}.`);
  return found;
}

/** Offsets of all occurrences of the same tensor. */
function places(it: Occurrence): number[] {
  return occurrencesOf(map, it).map((other) => other.span.offset);
}

function source({ offset, length }: { offset: number; length: number }): string {
  return text.slice(offset, offset + length);
}

describe("TextMap", () => {
  it("has the scopes", () => {
    expect(map.scopes.map((it) => [it.kind, it.path, source(it.name), it.parent, it.node])).toEqual([
      ["graph", "", "main", undefined, undefined],
      ["graph", "then_branch of choose", "g1", 0, 1],
      ["graph", "else_branch of choose", "g2", 0, 1],
      ["function", "d.f", "f", undefined, undefined],
    ]);
    expect(source(map.scopes[1]?.span ?? { offset: 0, length: 0 })).toMatch(/^g1 [^]*\}$/);
  });

  it("has the parts of nodes", () => {
    const parts = map.nodes.map((it) => [source(it.operator), it.label && source(it.label), it.scope]);
    expect(parts).toEqual([
      ["Add", "first", 0],
      ["If", "choose", 0],
      ["Neg", undefined, 1],
      ["my.domain.Op", undefined, 1],
      ["Neg", undefined, 2],
      ["Abs", undefined, 2],
      ["Neg", undefined, 3],
    ]);
    expect(source(map.nodes[0]?.span ?? { offset: 0, length: 0 })).toBe("[first] y = Add (x, w)");
    expect(map.nodes.map((it) => it.node.span)).toEqual(map.nodes.map((it) => it.span));
  });

  it("has everything in text order, names apart from each other", () => {
    const ends = map.occurrences.map((it) => it.span.offset + it.span.length);
    expect(map.occurrences.slice(1).every((it, i) => it.span.offset >= (ends[i] ?? 0))).toBe(true);
    expect(map.occurrences.every((it) => source(it.span) === it.name)).toBe(true);
    for (const list of [map.scopes, map.nodes, map.folds]) {
      const offsets = list.map((it) => it.span.offset);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    }
  });

  it("has what can be folded", () => {
    expect(map.folds.map((it) => it.kind)).toEqual([
      "header",
      "initializers",
      "body",
      "body",
      "body",
      "header",
      "body",
    ]);
    expect(source(map.folds[1]?.span ?? { offset: 0, length: 0 })).toBe("<float[1] w = {1}, float[N] y>");
  });
});

describe("nodeAt", () => {
  it("finds the innermost node", () => {
    expect(nodeAt(map, at("x2 = Neg") + 5)?.node.outputs).toEqual(["x2"]);
    expect(nodeAt(map, at("then_branch"))?.node.opType).toBe("If");
    expect(nodeAt(map, at("else_branch"))?.node.opType).toBe("If");
    expect(nodeAt(map, at("bool b"))).toBeUndefined();
    expect(nodeAt(map, at("<domain"))).toBeUndefined();
  });
});

describe("definitionOf", () => {
  it("looks in the scope first, then outwards", () => {
    expect(definitionOf(map, occurrence("Abs (x)", "x"))?.span.offset).toBe(at("x = Neg"));
    expect(definitionOf(map, occurrence("Neg (x)", "x"))?.span.offset).toBe(at("x) => (float[N] z)"));
    expect(definitionOf(map, occurrence("(x2, y)", "y"))?.span.offset).toBe(at("y = Add"));
    expect(definitionOf(map, occurrence("Neg (w)", "w"))?.span.offset).toBe(at("w = {1}"));
  });

  it("keeps functions apart", () => {
    const inFunction = occurrenceAt(map, text.lastIndexOf("(x)") + 1);
    expect(inFunction && definitionOf(map, inFunction)?.span.offset).toBe(at("f (x)") + 3);
  });
});

describe("occurrencesOf", () => {
  it("finds each place of one tensor and none of another with its name", () => {
    expect(places(occurrence("Neg (x)", "x"))).toEqual([
      at("x) => (float[N] z)"),
      at("(x, w)") + 1,
      at("Neg (x)") + 5,
    ]);
    expect(places(occurrence("Abs (x)", "x"))).toEqual([at("x = Neg"), at("Abs (x)") + 5]);
  });

  it("takes names that nothing defines together", () => {
    const broken = readOnnxText("g () => (u) { y = If(c) <b = g () => () { v = Neg(u) }> }").value.map;
    const [first] = broken.occurrences;
    expect(first && definitionOf(broken, first)).toBeUndefined();
    expect(first && occurrencesOf(broken, first)).toHaveLength(2);
  });
});

describe("occurrenceAt", () => {
  it("takes both ends of a name and nothing between names", () => {
    const start = at("x2 = Neg");
    expect(occurrenceAt(map, start)?.name).toBe("x2");
    expect(occurrenceAt(map, start + 2)?.name).toBe("x2");
    expect(occurrenceAt(map, start + 3)).toBeUndefined();
    expect(occurrenceAt(map, 0)).toBeUndefined();
  });
});
