import { describe, expect, test } from "vitest";
import { hostileNames } from "../../cli/report.test-helper.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { definitionOf } from "../../core/read/onnx-text-map.ts";
import { modelView, type ModelView } from "../model-view.ts";
import { modelCard, modelFacts } from "./model-card.ts";
import { nodeCard } from "./node-card.ts";
import { tensorCard } from "./tensor-card.ts";

function viewOf(text: string): ModelView {
  const { value, problems } = readOnnxText(text);
  const { model, map } = value;
  return modelView({ name: "net.onnx.txt", text, map, model, problems, analysis: analyze(model) });
}

/** The card of the node that makes `output`. */
function nodeCardOf(view: ModelView, output: string): string {
  const reports = view.analysis.nodes.filter((it) => it.outputs.some((to) => to?.name === output));
  return nodeCard(reports, view.analysis);
}

/** The card of a tensor where its name stands for the nth time. */
function tensorCardOf(view: ModelView, name: string, nth = 0): string {
  const occurrence = view.map.occurrences.filter((it) => it.name === name)[nth];
  if (!occurrence) throw new Error(`no ${name}`);
  return tensorCard(view, occurrence, definitionOf(view.map, occurrence));
}

const text = `<ir_version: 8, opset_import: ["" : 17], producer_name: "torch", producer_version: "2.1">
net (float[batch, 8, 10, 10] x, float[8, seq] m) => (float[batch, 8, 5, 5] y, z)
<float[8, 1, 3, 3] w = ["location": "w.bin", "offset": "64"], float[8] b = ["location": "w.bin"], int64[2] two = {1, -2}>
{
  ["block/conv"] c = Conv <group = 8, strides = [2, 2], pads = [1, 1, 1, 1]> (x, w, b)
  y = Relu(c)
  k = Constant <value_int = 3>()
  z = Foo(c, nowhere)
  q = Sigmoid(m)
  s = Reshape(y, two)
}`;
const view = viewOf(text);

describe("nodeCard", () => {
  test("shows a depthwise convolution", () => {
    // 8 × 9 weights and 8 biases; 8 × 5 × 5 outputs of 9 products; (800 + 80 + 200) elements of 4 bytes moved.
    expect(nodeCardOf(view, "c")).toBe(
      [
        [
          "**Conv** · depthwise 3×3, stride 2, 8 groups · `block/conv`",
          "Convolution of an image with learned kernels.",
          "`float32 1×8×10×10` → `float32 1×8×5×5`",
        ].join("  \n"),
        [
          "| | here | of model |",
          "| :-- | --: | --: |",
          "| parameters | 80 | 100% |",
          "| multiply-adds | 1,800 | 100% |",
          "| memory access | 1,080 · 4.22\u2009KiB |  |",
          "| memory usage | 1.09\u2009KiB |  |",
          "| intensity | 0.42 multiply-adds per byte |  |",
        ].join("\n"),
        "*Multiply-adds without the bias, as torchvision counts; each input read and each output written once.*",
      ].join("\n\n"),
    );
  });

  test("says that the unknown is not known, and why", () => {
    const card = nodeCardOf(view, "z");
    expect(card).toContain("**Foo** · `z`  \nNot an operator that Edgewise knows.");
    expect(card).toContain("| multiply-adds | not known |  |\n| memory access | not known |  |");
    expect(card).toContain("Not counted: no entry for operator Foo. Totals may be too low.");
  });

  test("shows sizes that nobody gave as formulas", () => {
    expect(nodeCardOf(view, "q")).toContain("| memory access | `16*seq` · `64*seq B` |  |");
  });

  test("says of constants that they cost nothing", () => {
    const card = nodeCardOf(view, "k");
    expect(card).toContain("Computed once, before the first inference: costs nothing in it.");
    expect(card).not.toContain("| here |");
  });

  test("says how often a body runs, how often a function is used, and what is left out", () => {
    const calls = viewOf(`<ir_version: 8, opset_import: ["" : 17, "f" : 1]>
net (float[4, 4] x, bool b) => (y) {
  a = f.twice(x)
  c = f.twice(a)
  y = If (b) <then_branch = g () => (t) { t = MatMul(c, c) }, else_branch = h () => (e) { e = Relu(c) }>
}
<domain: "f", opset_import: ["" : 17]>
twice (v) => (u) { u = MatMul(v, v) }`);
    expect(nodeCardOf(calls, "u")).toContain("Used 2 times; the numbers are for the first.");
    expect(nodeCardOf(calls, "e")).toContain("In a branch that is not counted");
    // The node that runs the branch costs what is in it: 4 × 4 outputs of 4 products.
    expect(nodeCardOf(calls, "y")).toContain("| multiply-adds | 64 | 33% |");
  });

  test("is nothing without a report", () => expect(nodeCard([], view.analysis)).toBe(""));
});

describe("modelCard", () => {
  test("shows totals, sizes and the most expensive nodes", () => {
    expect(modelCard("net.onnx.txt", view.analysis)).toBe(
      [
        "**net.onnx.txt** · torch 2.1, opset 17",
        "`x: float32 1×8×10×10`, `m: float32 8×seq` → `y: float32 1×8×5×5`, `z: unknown type`",
        [
          "| | total |",
          "| :-- | --: |",
          "| parameters | 80 |",
          "| multiply-adds | at least 1,800 |",
          "| memory access | at least `16*seq + 1480` · at least `64*seq + 5920` |",
          "| weights | 320\u2009B |",
          "| peak activations | not known |",
          "| memory usage | not known |",
        ].join("\n"),
        "With batch = 1.",
        "Not bound yet: `seq`.",
        "| most multiply-adds | | | |\n| :-- | :-- | --: | --: |\n| `block/conv` | Conv | 1,800 | 100% |",
        "4 of 6 nodes are counted; totals may be too low.",
      ].join("\n\n"),
    );
    expect(modelFacts(view.analysis)).toEqual([
      "80 parameters",
      "at least 1,800 multiply-adds",
      "peak not known",
      "weights 320\u2009B",
    ]);
  });

  test("names the moment of the peak", () => {
    const known = viewOf(
      `<ir_version: 8, opset_import: ["" : 17]>\nnet (float[1, 4] x) => (y) { y = Relu(x) }`,
    );
    const card = modelCard("n", known.analysis);
    expect(card).toContain("| peak activations | 32\u2009B |");
    expect(card).toContain("Most memory at `y`: `x` 16\u2009B, `y` 16\u2009B.");
    expect(card).toContain("The only node is counted.");
  });
});

describe("tensorCard", () => {
  test("shows what makes it, and how large it is", () => {
    expect(tensorCardOf(view, "c", 1)).toBe(
      "`c` · `float32 1×8×5×5`\n\n200 elements, 800\u2009B\n\nMade by Conv.",
    );
  });

  test("shows where a weight is stored", () => {
    expect(tensorCardOf(view, "w", 1)).toBe(
      "`w` · `float32 8×1×3×3`\n\n72 elements, 288\u2009B\n\nStored with the model, 72 elements, in `w.bin` from byte 64.",
    );
  });

  test("shows the values of a small one", () => {
    expect(tensorCardOf(view, "two", 1)).toContain("Values: `1, -2`");
  });

  test("says what is defined nowhere", () => {
    expect(tensorCardOf(view, "nowhere")).toBe("`nowhere` · `unknown type`\n\nNever defined in this model.");
  });
});

/** Cells of a table row: pipes that no backslash takes away part them. */
const cellCount = (line: string) => line.split(/(?<!\\)\|/).length - 2;
/** What is markup in it once escaped characters and code spans are set aside. */
const markup = (card: string) => card.replace(/\\[^\w\s]|`[^`]*`/g, "");

/** A copy with another text in all its strings, in which what was one object still is one. */
function replaced<T>(value: T, from: string, to: string, seen = new Map<unknown, unknown>()): T {
  if (typeof value === "string") return value.replaceAll(from, to) as T;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  if (seen.has(value)) return seen.get(value) as T;
  const inside = <U>(it: U): U => replaced(it, from, to, seen);
  const copy = Array.isArray(value) ? [] : value instanceof Map ? new Map<unknown, unknown>() : {};
  seen.set(value, copy);
  if (value instanceof Map)
    for (const [key, it] of value) (copy as Map<unknown, unknown>).set(inside(key), inside(it));
  else for (const [key, it] of Object.entries(value)) Object.assign(copy, { [key]: inside(it as unknown) });
  return copy as T;
}

/** Binary files can hold names that no text can: they are put in after the reading. */
function viewWith(name: string): ModelView {
  const text = `<ir_version: 8, opset_import: ["" : 17], producer_name: "NAME">
NAME (float[1, 4] NAME, float[NAME] u) => (zNAME) {
  [NAME] yNAME = MatMul(NAME, wNAME)
  [NAME] zNAME = Foo <a = "NAME"> (yNAME)
}`;
  const { model, map } = replaced(readOnnxText(text).value, "NAME", name);
  return modelView({ name, text, map, model, problems: [], analysis: analyze(model) });
}

describe("cards of hostile names", () => {
  for (const [kind, name] of Object.entries(hostileNames)) {
    test(kind, () => {
      const hostile = viewWith(name);
      expect(hostile.model.graph.nodes.map((it) => it.outputs[0])).toEqual([`y${name}`, `z${name}`]);
      const cards = [
        modelCard(name, hostile.analysis),
        ...hostile.analysis.nodes.map((it) => nodeCard([it], hostile.analysis)),
        ...hostile.map.occurrences.map((it) => tensorCard(hostile, it, definitionOf(hostile.map, it))),
      ];
      for (const card of cards) {
        expect(card.length).toBeLessThan(2500);
        expect(card).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
        // Bold and italics are ours, where a line starts with them.
        expect(markup(card)).not.toMatch(/<|\[|https?:\/\/|www\.|[^\n*]\*\*\w|@/);
        for (const table of card.split("\n\n").filter((it) => it.startsWith("|"))) {
          const counts = table.split("\n").map(cellCount);
          expect(new Set(counts).size).toBe(1);
        }
      }
    });
  }
});
