import { describe, expect, it } from "vitest";
import { symbol } from "../graph/dim.ts";
import { type Attribute, type Constant, type Graph, type Model, type Node } from "../graph/model.ts";
import { tensor } from "../graph/value-type.ts";
import { printOnnxText } from "./onnx-print.ts";
import { type TextMap } from "./onnx-text-map.ts";
import { readOnnxText } from "./onnx-text.ts";

const fileName = "model.onnx";

function modelOf(parts: Partial<Graph>, more: Partial<Model> = {}): Model {
  const none = { inputs: [], outputs: [], nodes: [], constants: new Map(), values: new Map() };
  const graph = { name: "g", ...none, ...parts };
  return { format: "onnx", opsets: new Map([["", 18]]), functions: [], metadata: new Map(), graph, ...more };
}

function node(parts: Partial<Node>): Node {
  return { name: "", opType: "Op", domain: "", inputs: [], outputs: ["y"], attributes: new Map(), ...parts };
}

function print(model: Model): string {
  return printOnnxText(model, { fileName }).text;
}

/** The line that `node` is printed on. */
function line(parts: Partial<Node>): string {
  return print(modelOf({ nodes: [node(parts)] }))
    .split("\n  ")
    .at(-1)
    ?.replace(/\n\}\n$/, "") as string;
}

function attributeText(attribute: Attribute): string {
  return line({ attributes: new Map([["a", attribute]]) })
    .replace("y = Op <", "")
    .replace(/> \(\)$/, "");
}

function initializer(constant: Partial<Constant>): string {
  const whole: Constant = { name: "w", dims: [], storage: { kind: "literal" }, ...constant };
  const lines = print(modelOf({ constants: new Map([["w", whole]]) })).split("\n");
  return lines[lines.indexOf("<", 4) + 1]?.trim() ?? "";
}

/** A map with nodes by what they say, as their spans in the model differ. */
function plain(map: TextMap): unknown {
  return {
    ...map,
    nodes: map.nodes.map(({ node: { span: _, attributes, ...rest }, ...entry }) => ({
      ...entry,
      rest,
      names: [...attributes.keys()],
    })),
  };
}

const everything = `<ir_version: 8, opset_import: ["" : 18, "local" : 1], producer_name: "a \\"b\\"", doc_string: "two
lines", metadata_props: ["k" : "v"]>
"a graph" (float[N,?] "in/0", seq(optional(float[])) s, b) => (float["N + 1"] y, "float")
<float[2] w = {1, -inf}, float[3] m = ["location": "w.bin", "offset": "17"], float16 h = {15360}, float[N] "h/1">
{
  ["/a/b"] "h/1", "" = com.microsoft.Op:half <i = -1, f = 2.0, fs = [0.1, 2.0], e: ints = [], s = ["x", "y\\\\"]> ("in/0", "", w)
  [choose] y = If (b) <
    then_branch = g1 () => (z) { z = Identity ("h/1") },
    else_branch = g2 (float x) => (z) <int64 c = {5}> { z = If (c) <b = g3 () => () { q = Neg(x) }, n = 1> },
    both: graphs = [ga () => () {}, gb () => () { = NoOut() }]
  >
  "float" = Constant <value = float[2] t {1, 2}, like = seq(float[]), types: type_protos = [int64[3], float]> ()
}
<opset_import: ["" : 10], domain: "local", doc_string: "Doc.">
foo <alpha, beta: float = 4> (x, float[N] "w 1") => (int64 c) <float t>
{ t = MatMul(x, "w 1") c = LeakyRelu <alpha: float = @alpha> (t) }`;

describe("printOnnxText", () => {
  it("prints what the reader reads back, with the same map", () => {
    const { value, problems } = readOnnxText(everything);
    expect(problems).toEqual([]);
    const printed = printOnnxText(value.model, { fileName });
    const again = readOnnxText(printed.text);
    expect(again.problems).toEqual([]);
    expect(plain(again.value.map)).toEqual(plain(printed.map));
    expect(printOnnxText(again.value.model, { fileName })).toEqual({
      text: printed.text,
      map: again.value.map,
    });
    expect(JSON.stringify(withoutSpans(again.value.model))).toBe(JSON.stringify(withoutSpans(value.model)));
  });

  it("prints one node a line and subgraphs indented", () => {
    expect(print(readOnnxText(everything).value.model)).toMatchInlineSnapshot(`
      "<
        ir_version: 8,
        opset_import: ["" : 18, "local" : 1],
        producer_name: "a \\"b\\"",
        doc_string: "two
      lines",
        metadata_props: ["k": "v"]
      >
      "a graph" (float[N,?] "in/0", seq(optional(float[])) s, b) => (float["N + 1"] y, "float")
      <
        float[2] w = {1, -inf},
        float[3] m = ["location": "w.bin", "offset": "17"],
        float16 h = {15360},
        float[N] "h/1"
      >
      {
        ["/a/b"] "h/1", "" = com.microsoft.Op:half <i = -1, f = 2.0, fs = [0.1, 2.0], e: ints = [], s = ["x", "y\\\\"]> ("in/0", "", w)
        [choose] y = If (b) <
          then_branch = g1 () => (z) {
            z = Identity ("h/1")
          },
          else_branch = g2 (float x) => (z)
          <
            int64 c = {5}
          >
          {
            z = If (c) <
              b = g3 () => () {
                q = Neg (x)
              },
              n = 1
            >
          },
          both: graphs = [ga () => () {
          }, gb () => () {
            = NoOut ()
          }]
        >
        "float" = Constant <value = float[2] t {1, 2}, like = seq(float[]), types: type_protos = [int64[3], float]> ()
      }

      <
        domain: "local",
        opset_import: ["" : 10],
        doc_string: "Doc."
      >
      foo <alpha, beta = 4.0> (x, float[N] "w 1") => (int64 c)
      <
        float t
      >
      {
        t = MatMul (x, "w 1")
        c = LeakyRelu <alpha: float = @alpha> (t)
      }
      "
    `);
  });

  it("says in the first line that a file's weights are elided", () => {
    expect(print(modelOf({}))).toMatch(/^# model\.onnx: read-only view; weights are elided\n<\n/);
  });

  it.each<[string, Partial<Constant>]>([
    [
      "float[2] w = {1, 0.1}",
      {
        dtype: "float32",
        dims: [2],
        values: [1, Math.fround(0.1)],
        storage: { kind: "raw", offset: 9, length: 8 },
      },
    ],
    [
      'float[64,3,7,7] w = ["location": "model.onnx", "offset": "1234", "length": "37632"]',
      { dtype: "float32", dims: [64, 3, 7, 7], storage: { kind: "raw", offset: 1234, length: 37632 } },
    ],
    [
      'float[9] w = ["location": "model.onnx", "offset": "5", "length": "36"]',
      {
        dtype: "float32",
        dims: [9],
        values: [1, 2, 3, 4, 5, 6, 7, 8, 9],
        storage: { kind: "typed", offset: 5, length: 36 },
      },
    ],
    [
      'int64[9] w = ["location": "model.onnx", "offset": "5", "length": "12"]  # stored as a protobuf field, not as plain bytes',
      { dtype: "int64", dims: [9], storage: { kind: "typed", offset: 5, length: 12 } },
    ],
    [
      'float[9] w = ["location": "w \\"1\\".bin", "offset": "0"]',
      { dtype: "float32", dims: [9], storage: { kind: "external", location: 'w "1".bin', offset: 0 } },
    ],
    [
      "int64[10] w = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}",
      { dtype: "int64", dims: [10], values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
    ],
    ["int64 w = {9223372036854775807}", { dtype: "int64", values: [2 ** 63] }],
    ["float16[2] w = {15360, 64512}", { dtype: "float16", dims: [2], values: [1, -Infinity] }],
    ["int4[3] w = {33, 15}", { dtype: "int4", dims: [3], values: [1, 2, -1] }],
    ['string[2] w = {"a", "b\\""}', { dtype: "string", dims: [2], strings: ["a", 'b"'] }],
    ["float[0,3] w = {}", { dtype: "float32", dims: [0, 3], values: [] }],
    ["float[99] w = {}  # contents are not kept", { dtype: "float32", dims: [99] }],
    [
      "sparse_tensor(float[100]) w  # w is sparse: 2 of 100 values are stored",
      { dtype: "float32", dims: [100], storedCount: 2 },
    ],
    ["w  # w has an element type that is not known", { dims: [100] }],
  ])("prints the initializer %s", (expected, constant) => {
    expect(initializer(constant)).toBe(expected);
  });

  it.each<[string, Attribute]>([
    ["a = 3", { kind: "int", value: 3 }],
    ["a = 3.0", { kind: "float", value: 3 }],
    ["a = nan", { kind: "float", value: NaN }],
    ["a = [1.0, 0.5]", { kind: "floats", value: [1, 0.5] }],
    ["a: floats = []", { kind: "floats", value: [] }],
    ["a: strings = []", { kind: "strings", value: [] }],
    ['a = "x\\\\y"', { kind: "string", value: "x\\y" }],
    ['a: int = @"x y"', { kind: "reference", value: "x y", type: "int" }],
    ["a = float[N,?]", { kind: "type", value: tensor("float32", [symbol("N"), symbol("a_d1")]) }],
    [
      'a = float[20] = ["location": "model.onnx", "offset": "7", "length": "80"]',
      {
        kind: "tensor",
        value: { name: "x/y", dtype: "float32", dims: [20], storage: { kind: "raw", offset: 7, length: 80 } },
      },
    ],
  ])("prints the attribute %s", (expected, attribute) => {
    expect(attributeText(attribute)).toBe(expected);
  });

  it("quotes names that are no identifiers or begin a type", () => {
    const inputs = ["a.b", "", "float", "x1"];
    expect(line({ name: "/n", inputs, outputs: ["seq", "1"] })).toBe(
      '["/n"] "seq", "1" = Op ("a.b", "", "float", x1)',
    );
  });

  it("puts names where the syntax takes no quotes in a comment", () => {
    expect(line({ opType: "aten::add", domain: "pkg.2.0" })).toBe(
      'y = pkg._2._0.aten__add ()  # operator: "aten::add"; domain: "pkg.2.0"',
    );
    expect(line({ attributes: new Map([["a-b", { kind: "int", value: 1 }]]) })).toBe(
      'y = Op <a_b = 1> ()  # attribute: "a-b"',
    );
    const sparse: Constant = {
      name: "s",
      dtype: "float32",
      dims: [9],
      storedCount: 1,
      storage: { kind: "literal" },
    };
    expect(line({ attributes: new Map([["v", { kind: "tensor", value: sparse }]]) })).toBe(
      "y = Op ()  # s is sparse: 1 of 9 values are stored",
    );
  });

  it.each(["inf", "nan_1", "float", "a/b", ""])(
    "gives the subgraph %j a name that is read as one",
    (name) => {
      const inner = modelOf({ name }).graph;
      const text = print(
        modelOf({ nodes: [node({ attributes: new Map([["body", { kind: "graph", value: inner }]]) })] }),
      );
      const { value, problems } = readOnnxText(text);
      expect(problems).toEqual([]);
      expect(value.model.graph.nodes[0]?.attributes.get("body")?.kind).toBe("graph");
      // The ONNX parser reads a run of letters as a number when it is one, whatever follows but a digit.
      expect(text).not.toMatch(/body = (inf|nan|float |")/);
    },
  );

  it("prints 100,000 nodes in one pass", () => {
    const nodes = Array.from({ length: 100_000 }, (_, i) =>
      node({
        name: `/n.${i}`,
        inputs: [`/h.${i}`, "w"],
        outputs: [`/h.${i + 1}`],
        attributes: new Map([["k", { kind: "ints", value: [3, 3] }]]),
      }),
    );
    const started = performance.now();
    const { map } = printOnnxText(modelOf({ nodes }), { fileName });
    expect(map.nodes).toHaveLength(100_000);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

function withoutSpans(model: Model): unknown {
  const strip = (value: unknown): unknown => {
    if (value instanceof Map) return [...value].map(([key, it]) => [key, strip(it)]);
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return typeof value === "number" ? String(value) : value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== "span")
        .map(([key, it]) => [key, strip(it)]),
    );
  };
  return strip(model);
}
