import { describe, expect, it } from "vitest";
import { dimText } from "../graph/dim.ts";
import { type Attribute, type Graph, type Model } from "../graph/model.ts";
import { typeText } from "../graph/value-type.ts";
import { readOnnxText } from "./onnx-text.ts";

/** The model of a text without faults. */
function model(text: string): Model {
  const { value, problems } = readOnnxText(text);
  expect(problems).toEqual([]);
  return value.model;
}

function graph(text: string): Graph {
  return model(text).graph;
}

function attribute(source: string): Attribute | undefined {
  return graph(`g () => () { y = Op <a${source}> (x) }`).nodes[0]?.attributes.get("a");
}

function inputType(source: string): string {
  return typeText(graph(`g (${source} x) => () {}`).inputs[0]?.type);
}

function messages(text: string): string[] {
  return readOnnxText(text).problems.map((it) => it.message);
}

function operators(text: string): string[] {
  return readOnnxText(text).value.model.graph.nodes.map((it) => it.opType);
}

describe("readOnnxText", () => {
  it("reads a model header", () => {
    const read = model(`<
      ir_version: 8, opset_import: ["" : 18, "com.microsoft" : 1, "ai.onnx.ml" : 3],
      producer_name: "exporter \\"x\\"", producer_version: "1.0", domain: "d", model_version: 7,
      doc_string: "two
lines, one of them
y = Relu(x)", metadata_props: ["key" : "value", "k2": "v2"]
    >
    g (float[N] x) => (float[N] y) { y = Relu(x) }`);
    expect(read.irVersion).toBe(8);
    expect([...read.opsets]).toEqual([
      ["", 18],
      ["com.microsoft", 1],
      ["ai.onnx.ml", 3],
    ]);
    expect(read).toMatchObject({
      producer: 'exporter "x"',
      producerVersion: "1.0",
      domain: "d",
      modelVersion: 7,
    });
    expect(read.doc).toContain("\ny = Relu(x)");
    expect([...read.metadata]).toEqual([
      ["key", "value"],
      ["k2", "v2"],
    ]);
    expect(read.graph.nodes).toHaveLength(1);
  });

  it("takes the newest opset for a bare graph", () => {
    const read = model("agraph (float[1,3] x) => (y) { y = Relu(x) }");
    expect([...read.opsets]).toEqual([["", 28]]);
    expect(read.irVersion).toBeUndefined();
    expect(read.format).toBe("onnx-text");
  });

  // onnx/defs/parser.cc: no brackets are a scalar, empty brackets an unknown rank.
  it.each([
    ["float", "float32 scalar"],
    ["float[]", "float32 unknown shape"],
    ["float[N, 3,?]", "float32 N×3×x_d2"],
    ['int64["N + 1"]', "int64 N + 1"],
    ["double[-1]", "float64 x_d0"],
    ["seq(float[])", "sequence of float32 unknown shape"],
    ["optional(seq(int64[N]))", "optional of sequence of int64 N"],
    ["map(int64, string[2])", "map from int64 to string 2"],
    ["sparse_tensor(float[1000])", "sparse float32 1000"],
    ["opaque(test.domain, Type)", "unknown type"],
    ["opaque()", "unknown type"],
    ["float8e4m3fnuz[2]", "float8e4m3fnuz 2"],
  ])("reads the type %s", (source, expected) => {
    expect(inputType(source)).toBe(expected);
  });

  it("reads values without a type", () => {
    expect(graph("g (x, float y) => (z) {}").inputs).toEqual([
      { name: "x" },
      { name: "y", type: { kind: "tensor", dtype: "float32", shape: [] } },
    ]);
  });

  it.each<[string, Attribute]>([
    ["= 2", { kind: "int", value: 2 }],
    ["= -9223372036854775808", { kind: "int", value: -(2 ** 63) }],
    ["= 0.625", { kind: "float", value: 0.625 }],
    ["= 1e-1", { kind: "float", value: Math.fround(0.1) }],
    [": float = 2", { kind: "float", value: 2 }],
    ["= -inf", { kind: "float", value: -Infinity }],
    ["= NaN", { kind: "float", value: NaN }],
    ['= "a\\"b\\\\c"', { kind: "string", value: 'a"b\\c' }],
    ['= "two\nlines"', { kind: "string", value: "two\nlines" }],
    ["= [2, 4]", { kind: "ints", value: [2, 4] }],
    ["= [0.5, 2, infinity]", { kind: "floats", value: [0.5, 2, Infinity] }],
    [': strings = ["x", "y"]', { kind: "strings", value: ["x", "y"] }],
    [": ints = []", { kind: "ints", value: [] }],
    [": graphs = []", { kind: "graphs", value: [] }],
    [": type_protos = []", { kind: "types", value: [] }],
    [": ints = @other", { kind: "reference", value: "other", type: "ints" }],
    ["= @other", { kind: "reference", value: "other" }],
    ["= float[3]", { kind: "type", value: { kind: "tensor", dtype: "float32", shape: [3] } }],
    [
      "= optional(seq(float[3]))",
      {
        kind: "type",
        value: {
          kind: "optional",
          element: { kind: "sequence", element: { kind: "tensor", dtype: "float32", shape: [3] } },
        },
      },
    ],
    [
      "= float[2] {1, 2.5}",
      {
        kind: "tensor",
        value: { name: "", dtype: "float32", dims: [2], values: [1, 2.5], storage: { kind: "literal" } },
      },
    ],
    [
      "= int64 t = {7}",
      {
        kind: "tensor",
        value: { name: "t", dtype: "int64", dims: [], values: [7], storage: { kind: "literal" } },
      },
    ],
    [
      '= string[2] {"a", "b"}',
      {
        kind: "tensor",
        value: { name: "", dtype: "string", dims: [2], strings: ["a", "b"], storage: { kind: "literal" } },
      },
    ],
    [
      '= float[64] = ["location": "w.bin", "offset": "16", "length": "256"]',
      {
        kind: "tensor",
        value: {
          name: "",
          dtype: "float32",
          dims: [64],
          storage: { kind: "external", location: "w.bin", offset: 16, length: 256 },
        },
      },
    ],
  ])("reads the attribute a %s", (source, expected) => {
    expect(attribute(source)).toEqual(expected);
  });

  it("reads subgraphs, on several lines too", () => {
    const [node] = graph(`g (bool b, float[N] x) => (z) {
      [choose] z = If (b) <
        then_branch = g1 (float[N] a,
          seq(float) c) => (float[N] t)
          { t = Identity(x) },
        else_branch = "g 2" () => (e) <float[1] w = {1}> { e = Add(x, w) }
      >
    }`).nodes;
    expect(node?.name).toBe("choose");
    const [then, other] = ["then_branch", "else_branch"].map(
      (it) => node?.attributes.get(it)?.value as Graph,
    );
    expect(then?.inputs.map((it) => it.name)).toEqual(["a", "c"]);
    expect(then?.nodes[0]).toMatchObject({ opType: "Identity", inputs: ["x"] });
    expect(other?.name).toBe("g 2");
    expect(other?.constants.get("w")?.values).toEqual([1]);
  });

  // The cases of test_missing_identifier and test_quoted_empty_identifier in onnx/tests/python/parser_test.py.
  it.each([
    ["= Op ()", [], []],
    [", = Op (,)", [""], [""]],
    ["x, = Op (y,)", ["x"], ["y"]],
    [",x = Op (,y)", ["", "x"], ["", "y"]],
    ['"" = Op ("")', [""], [""]],
    ['"a/b", "c d" = Op ("1", , z)', ["a/b", "c d"], ["1", "", "z"]],
  ])("reads the names of %s", (source, outputs, inputs) => {
    expect(graph(`g () => () { ${source} }`).nodes[0]).toMatchObject({ outputs, inputs });
  });

  it("reads operators of other domains and overloads, attributes before or after the inputs", () => {
    const nodes = graph(`g () => () {
      ["a label"] a = com.microsoft.Gelu <x = 1> (i)
      b = ai.onnx.Relu (a) <x = 1>
      c = local.fn:fp16 (b)
    }`).nodes;
    expect(nodes.map((it) => [it.name, it.domain, it.opType, it.overload, it.attributes.size])).toEqual([
      ["a label", "com.microsoft", "Gelu", undefined, 1],
      ["", "", "Relu", undefined, 1],
      ["", "local", "fn", "fp16", 0],
    ]);
  });

  it("reads initializers among the inputs and in the list, inner types and external data", () => {
    const read = graph(`g (float y = {1.0}, float[N] z) => (w)
      <float[2] w1 = {1, -inf}, float[N] x, float[3, 2] m = ["location": "w.bin", "offset": "17"], int64[0] e = {}>
      { w = Op(x) }`);
    expect(read.inputs.map((it) => it.name)).toEqual(["y", "z"]);
    expect([...read.values.keys()]).toEqual(["x"]);
    expect([...read.constants.keys()]).toEqual(["y", "w1", "m", "e"]);
    expect(read.constants.get("w1")?.values).toEqual([1, -Infinity]);
    expect(read.constants.get("m")?.storage).toEqual({ kind: "external", location: "w.bin", offset: 17 });
    expect(read.constants.get("e")).toMatchObject({ dims: [0], values: [] });
  });

  it("reads functions after the graph", () => {
    const [foo, square] = model(`<opset_import: ["" : 10, "local" : 1]>
      g (float[N] x) => (float[N] y) { y = local.foo <alpha = 2.0> (x) }
      <opset_import: ["" : 13], domain: "local", overload: "o", doc_string: "About foo.">
      foo <alpha, beta: float = 4, mode = "fast"> (float[N] x, w) => (c) <float[N] t>
      { t = MatMul(x, w) c = LeakyRelu <alpha: float = @alpha> (t) }
      <domain: "local"> "square it" (x) => (y) { y = Mul(x, x) }`).functions;
    expect(foo).toMatchObject({ name: "foo", domain: "local", overload: "o", doc: "About foo." });
    expect(foo?.inputs).toEqual(["x", "w"]);
    expect(foo?.outputs).toEqual(["c"]);
    expect(foo?.attributes).toEqual(["alpha", "beta", "mode"]);
    expect([...(foo?.attributeDefaults ?? [])]).toEqual([
      ["beta", { kind: "float", value: 4 }],
      ["mode", { kind: "string", value: "fast" }],
    ]);
    expect([...(foo?.values.keys() ?? [])]).toEqual(["x", "t"]);
    expect([...(foo?.opsets ?? [])]).toEqual([["", 13]]);
    expect(foo?.nodes).toHaveLength(2);
    expect(square).toMatchObject({ name: "square it", inputs: ["x"], nodes: [{ opType: "Mul" }] });
  });

  it("skips comments, and knows a node's place", () => {
    const text = "# first {\ng (x) => (y) { # then\n  y = Relu(x) # } last\n}";
    const [node] = graph(text).nodes;
    expect(node?.span).toEqual({ offset: text.indexOf("y = Relu"), length: "y = Relu(x)".length });
  });

  it("names an unknown size after its value and axis", () => {
    const [value] = graph('g (float[2,?] "in/0") => () {}').inputs;
    expect(value?.type?.kind === "tensor" && value.type.shape?.map(dimText)).toEqual(["2", "in/0_d1"]);
  });
});

describe("readOnnxText on faults", () => {
  it("takes linear time for an operator of very many dots", () => {
    const parts = "d.".repeat(200_000);
    const { value } = readOnnxText(`g (x) => (y) { y = ${parts}Relu (x) }`);
    expect(value.model.graph.nodes[0]).toMatchObject({ opType: "Relu", domain: parts.slice(0, -1) });
  }, 5000);

  const node = (broken: string): string => `g (x) => (z) {\n  a = Relu(x)\n  ${broken}\n  z = Add(a, x)\n}`;

  it.each([
    ["y = Conv(x,", ["Relu", "Conv", "Add"], 'Expected ")", found "z".'],
    ["y = Conv(x", ["Relu", "Conv", "Add"], 'Expected ")", found "z".'],
    ["y = Conv", ["Relu", "Conv", "Add"], 'Expected "(", found "z".'],
    ["y = com.", ["Relu", "com", "Add"], 'Expected an operator, found "z".'],
    ["y =", ["Relu", "Add"], 'Expected an operator, found "z".'],
    ["y", ["Relu", "Add"], 'Expected "=", found "z".'],
    ["[lab", ["Relu", "Add"], 'Expected "]", found "z".'],
    ["y = Conv <group = > (x)", ["Relu", "Conv", "Add"], 'Expected a value, found ">".'],
    ["y = Conv <k = [3, > (x)", ["Relu", "Conv", "Add"], 'Expected a value, found ">".'],
    ["y = Conv <group = 1, (x)", ["Relu", "Conv", "Add"], 'Expected an attribute name, found "(".'],
    ["y = Conv <v = float[2] {1, x} > (x)", ["Relu", "Conv", "Add"], 'Expected a number, found "x".'],
    ["y = Conv <v = float[2] {1, ", ["Relu", "Conv", "Add"], 'Expected a number, found "z".'],
    ['y = Conv("x', ["Relu", "Conv", "Add"], 'Expected ")", found a string that is not closed: "x'],
    ["y = Conv(x))", ["Relu", "Conv", "Add"], 'Expected "=", found ")".'],
    ["$", ["Relu", "Add"], 'Expected "=", found "$".'],
    ["y = If(x) <then_branch = g () => (", ["Relu", "If", "Add"], 'Expected a type and a name, found "z".'],
    ["y = If(x) <then_branch = g () => () { b = Neg( }> ", ["Relu", "If", "Add"], 'Expected ")", found "}".'],
  ])("goes on after %s", (broken, expected, message) => {
    expect(operators(node(broken))).toEqual(expected);
    expect(messages(node(broken))[0]).toContain(message);
  });

  it("keeps the inputs that were read", () => {
    const [, broken] = readOnnxText(node("y = Conv(x, w,")).value.model.graph.nodes;
    expect(broken).toMatchObject({ outputs: ["y"], inputs: ["x", "w"] });
  });

  it("says where", () => {
    const text = node("y = Conv(x w)");
    const [problem] = readOnnxText(text).problems;
    expect(problem).toMatchObject({
      code: "malformed",
      severity: "error",
      offset: text.indexOf("w)"),
      length: 1,
    });
  });

  it("goes on after faults in headers and lists", () => {
    const text = `<ir_version: , opset_import: ["" : 17], what: 3>
      g (float[2 x, float[3] y, int32 w = {1}) => (float z)
      <float[2] a = {1, 2}, float[ b, float[N] c = {1}, float[2] d = {1, 2, 3}>
      { z = Add(x, y) }
      <domain: "d", opset_import: ["" : 1]> f (x) => (y) { y = Neg(x) }`;
    const { value, problems } = readOnnxText(text);
    expect(value.model.opsets.get("")).toBe(17);
    expect(value.model.graph.inputs.map((it) => it.name)).toEqual(["y", "w"]);
    expect([...value.model.graph.constants.keys()]).toEqual(["w", "a", "d"]);
    expect(value.model.graph.nodes).toHaveLength(1);
    expect(value.model.functions).toHaveLength(1);
    expect(problems.map((it) => it.message)).toMatchInlineSnapshot(`
      [
        "Expected a whole number, found ",".",
        "The header has no entry "what".",
        "Expected "," or "]", found "x".",
        "Expected "," or "]", found "[".",
        ""d" holds 3 values; its shape, 2, asks for 2.",
      ]
    `);
  });

  it("reads a function below a body that is not closed", () => {
    const { value, problems } = readOnnxText(
      'g (x) => (y) {\n  y = l.f(x)\n<domain: "l", opset_import: ["" : 1]>\nf (x) => (y) {\n  y = Neg(x)\n}',
    );
    expect(value.model.functions[0]?.nodes).toHaveLength(1);
    expect(problems.map((it) => it.message)).toEqual(['Expected "}", found "<".']);
  });

  it("compares counts with shapes", () => {
    expect(messages("g () => () <float[2,2] w = {1, 2, 3}> {}")).toEqual([
      '"w" holds 3 values; its shape, 2×2, asks for 4.',
    ]);
    expect(
      messages("g () => () <float[2] w = {}, int4[3] q = {33, 15}, complex64[1] c = {1, 2}> {}"),
    ).toEqual([]);
  });

  it("stops at a depth", () => {
    const { problems } = readOnnxText(`g (${"seq(".repeat(5000)}`);
    expect(problems.map((it) => it.code)).toContain("limit");
    const open = "y = If(b) <t = g () => () { ".repeat(5000);
    expect(readOnnxText(`g () => () { ${open}`).problems.map((it) => it.code)).toContain("limit");
  });

  it.each([
    "",
    "hello",
    "}",
    "<",
    "g",
    "g (",
    '"',
    "<ir_version",
    "\0\uFFFF\uD800",
    "g () => () {} }",
    "# only",
  ])("gives problems for %j", (text) => {
    expect(readOnnxText(text).problems.length).toBeGreaterThan(0);
  });

  const lines = (count: number, line: string) => `g (float[1] x) => (y) {\n${line.repeat(count)}}`;

  it.each([
    ["110000 nodes", lines(110_500, "y=Neg(x)\n"), 110_001],
    ["500000 names", lines(1, `y = Sum (${"x, ".repeat(500_500)}x)\n`), 1],
    ["100000 functions", `${lines(1, "y=Neg(x)")}${'<domain: "d"> f () => () {}\n'.repeat(100_500)}`, 1],
  ])("stops at %s, and says so and nothing else", (limit, text, nodes) => {
    const { value, problems } = readOnnxText(text);
    expect(problems).toMatchObject([{ code: "limit", severity: "error" }]);
    expect(problems[0]?.message).toBe(
      `There are more than ${limit}; what follows is left out, and totals are lower bounds.`,
    );
    expect(problems[0]?.offset).toBeGreaterThan(text.length / 2);
    expect(value.model.isPartial).toBe(true);
    expect(value.model.graph.nodes).toHaveLength(nodes);
  });

  it("takes every truncation and thousands of edits in bounded time", () => {
    const text = sample();
    expect(text.length).toBeGreaterThan(1900);
    expect(messages(text)).toEqual([]);
    const started = performance.now();
    let furthest = 0;
    for (let length = 0; length < text.length; length++) readOnnxText(text.slice(0, length));
    const random = generator(20);
    const characters = '()[]{}<>=,:."\\@?#\n -19aeNx_/é';
    for (let i = 0; i < 5000; i++) {
      const at = Math.floor(random() * text.length);
      const inserted = characters.charAt(Math.floor(random() * characters.length));
      const { problems } = readOnnxText(
        text.slice(0, at) + inserted + text.slice(at + Math.floor(random() * 3)),
      );
      for (const it of problems) furthest = Math.max(furthest, (it.offset ?? 0) + (it.length ?? 0));
    }
    expect(furthest).toBeLessThanOrEqual(text.length + 2);
    // A second and a half on an idle machine.
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 20_000);

  it.each([
    ["escaped quotes", '\\"x\n'],
    ["open calls", "a=b(\n"],
    ["open strings", 'x = F("\n'],
    ["open headers", "<domain: \n"],
    ["broken tensors", "float[2] w = {1, x\n"],
  ])("needs linear time for %s", (_, line) => {
    const seconds = (count: number): number => {
      const started = performance.now();
      readOnnxText(`g () => () {\n${line.repeat(count)}`);
      return performance.now() - started;
    };
    seconds(1000);
    // Quadratic time would make it 400 times as long; a busy machine may make any run a few times longer.
    expect(seconds(20_000)).toBeLessThan(100 * Math.max(seconds(1000), 1));
  });
});

/** About 2 KB with every form of the syntax. */
function sample(): string {
  return `<ir_version: 8, opset_import: ["" : 18, "local" : 1], producer_name: "p", doc_string: "a
b", metadata_props: ["k" : "v", "k2" : "v2"]>
"a graph" (float[N,3,224,224] "input/x", bool b, seq(float[]) s, float z = {1.5}) => (float[N,10] y, optional(int64) o)
<
  float[64,3,7,7] "conv.w" = ["location": "model.onnx", "offset": "1234", "length": "37632"],
  float[2] w1 = {1, -inf}, # a comment
  int4[3] q = {33, 15}, float16 h = {15360}, string[2] t = {"a\\"", "b"},
  float[N] T
>
{
${Array.from({ length: 10 }, (_, i) => `  ["/layer${i}/Conv"] h${i} = Conv <kernel_shape = [3, 3], group = 1, e: ints = []> ("input/x", w1)`).join("\n")}
  [choose] T = If (b) <
    then_branch = g1 () => (float[N] z_then) <float[1] w = {1}> {
      z_then = local.foo:half <alpha = 2.0> (h9, w)
    },
    else_branch = g2 () => (float[N] z_else) { z_else = Identity (h9) },
    extra = [1.0, 2.5, nan]
  >
  c = Constant <value = float[2,2] {1, 2, 3, 4}, like = optional(seq(float[3])), name = "multi
line"> ()
  y, "" = Many (T, , "", c)
}
<opset_import: ["" : 10], domain: "local">
foo <alpha, beta: float = 4> (x, float[N] w) => (c) <float t> {
  t = MatMul (x, w)
  c = LeakyRelu <alpha: float = @alpha> (t)
}
`;
}

/** A small generator (mulberry32), so that a failure repeats. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
