import { expect, test } from "vitest";
import { type Model } from "../graph/model.ts";
import { type Parsed } from "../graph/problem.ts";
import { typeText } from "../graph/value-type.ts";
import { byteSource } from "./byte-source.ts";
import {
  type Bytes,
  bytesField,
  floatField,
  floats,
  modelProto,
  nodeProto,
  tensorProto,
  valueProto,
  varint,
  varintField,
} from "./encode-proto.test-helper.ts";
import { readOnnx } from "./onnx.ts";

function read(...parts: readonly Bytes[]): Parsed<Model> {
  return readOnnx(byteSource(new Uint8Array(parts.flat())));
}

/** Reads the attributes of one Relu from x to y. */
function attributesOf(
  ...attributes: readonly Bytes[]
): Parsed<Model["graph"]["nodes"][number]["attributes"]> {
  const node = nodeProto("Relu", ["x"], "y", ...attributes.map((it) => bytesField(5, it)));
  const { value, problems } = read(modelProto(bytesField(1, node), bytesField(11, bytesField(1, "x"))));
  return { value: value.graph.nodes[0]?.attributes ?? new Map(), problems };
}

test("the fields of the model", () => {
  const { value, problems } = read(
    varintField(1, 13),
    bytesField(2, "exporter"),
    bytesField(3, "1.2"),
    bytesField(4, "org.example"),
    varintField(5, -3),
    bytesField(6, "A model."),
    bytesField(
      7,
      bytesField(2, "main"),
      bytesField(10, "A graph."),
      bytesField(16, bytesField(1, "k"), bytesField(2, "v")),
    ),
    bytesField(8, bytesField(1, "ai.onnx"), varintField(2, 21)),
    bytesField(8, bytesField(1, "com.microsoft"), varintField(2, 1)),
    bytesField(14, bytesField(1, "author"), bytesField(2, "someone")),
  );
  const { opsets, metadata, graph, ...rest } = value;
  expect(rest).toEqual({
    format: "onnx",
    functions: [],
    irVersion: 13,
    producer: "exporter",
    producerVersion: "1.2",
    domain: "org.example",
    modelVersion: -3,
    doc: "A model.",
  });
  expect([...opsets]).toEqual([
    ["", 21],
    ["com.microsoft", 1],
  ]);
  expect([...metadata]).toEqual([["author", "someone"]]);
  expect(graph).toMatchObject({ name: "main", doc: "A graph.", metadata: new Map([["k", "v"]]) });
  expect(problems).toEqual([]);
});

test("a node, with everything a node can have, and where it stands", () => {
  const node = [
    ...nodeProto("Gelu", ["x", "", "x"], "y"),
    ...bytesField(3, "act"),
    ...bytesField(6, "why"),
    ...bytesField(7, "ai.onnx"),
    ...bytesField(8, "v2"),
    ...bytesField(9, bytesField(1, "k"), bytesField(2, "v")),
    ...bytesField(10, bytesField(1, "two boards")),
  ];
  const bytes = modelProto(bytesField(1, node), bytesField(11, bytesField(1, "x")));
  const { value, problems } = read(bytes);
  const [found] = value.graph.nodes;
  expect(problems).toEqual([]);
  expect(found).toEqual({
    name: "act",
    opType: "Gelu",
    domain: "",
    overload: "v2",
    inputs: ["x", "", "x"],
    outputs: ["y"],
    attributes: new Map(),
    doc: "why",
    metadata: new Map([["k", "v"]]),
    span: {
      offset: bytes.length - node.length - bytesField(11, bytesField(1, "x")).length,
      length: node.length,
    },
  });
});

test("attributes of every plain kind", () => {
  const { value, problems } = attributesOf(
    [...bytesField(1, "f"), ...floatField(2, 0.5), ...varintField(20, 1)],
    [...bytesField(1, "i"), ...varintField(3, -7), ...varintField(20, 2)],
    [...bytesField(1, "s"), ...bytesField(4, "SAME"), ...varintField(20, 3)],
    [...bytesField(1, "fs"), ...bytesField(7, floats(1, 2)), ...varintField(20, 6)],
    [...bytesField(1, "is"), ...varintField(8, 1), ...varintField(8, -1), ...varintField(20, 7)],
    [...bytesField(1, "ss"), ...bytesField(9, "a"), ...bytesField(9, ""), ...varintField(20, 8)],
    [
      ...bytesField(1, "t"),
      ...bytesField(5, tensorProto("c", 7, [1], bytesField(7, varint(-5)))),
      ...varintField(20, 4),
    ],
    [...bytesField(1, "tp"), ...bytesField(14, bytesField(1, varintField(1, 1))), ...varintField(20, 13)],
    [...bytesField(1, "ref"), ...bytesField(21, "alpha"), ...varintField(20, 1)],
  );
  expect(problems).toEqual([]);
  expect(Object.fromEntries(value)).toMatchObject({
    f: { kind: "float", value: 0.5 },
    i: { kind: "int", value: -7 },
    s: { kind: "string", value: "SAME" },
    fs: { kind: "floats", value: [1, 2] },
    is: { kind: "ints", value: [1, -1] },
    ss: { kind: "strings", value: ["a", ""] },
    t: { kind: "tensor", value: { name: "c", dtype: "int64", dims: [1], values: [-5] } },
    tp: { kind: "type", value: { kind: "tensor", dtype: "float32" } },
    ref: { kind: "reference", value: "alpha", type: "float" },
  });
});

test("attribute types that are left out, contradict, or stand alone", () => {
  const { value, problems } = attributesOf(
    [...bytesField(1, "untyped"), ...varintField(3, 4)],
    [...bytesField(1, "wrong"), ...varintField(3, 5), ...varintField(20, 1)],
    [...bytesField(1, "zero"), ...varintField(20, 2)],
    [...bytesField(1, "both"), ...varintField(3, 6), ...floatField(2, 9), ...varintField(20, 2)],
    [...bytesField(1, "nothing")],
    [...bytesField(1, "zero"), ...varintField(3, 1), ...varintField(20, 2)],
  );
  expect(Object.fromEntries(value)).toEqual({
    untyped: { kind: "int", value: 4 },
    wrong: { kind: "int", value: 5 },
    zero: { kind: "int", value: 1 },
    both: { kind: "int", value: 6 },
  });
  expect(problems.map((it) => `${it.severity}: ${it.message}`)).toEqual([
    'warning: Attribute "wrong" says type 1 but holds int.',
    'warning: Attribute "both" holds int and float; int is used.',
    'error: Attribute "nothing" holds no value.',
    'warning: Attribute "zero" is given twice; the last one counts.',
  ]);
});

test("types of inputs, with sizes that are numbers, names, expressions, or open", () => {
  const sequence = bytesField(2, bytesField(4, bytesField(1, bytesField(1, varintField(1, 7)))));
  const map = bytesField(
    2,
    bytesField(5, varintField(1, 8), bytesField(2, bytesField(1, varintField(1, 1)))),
  );
  const optional = bytesField(2, bytesField(9, bytesField(1, bytesField(4, []))));
  const sparse = bytesField(
    2,
    bytesField(8, varintField(1, 11), bytesField(2, bytesField(1, varintField(1, 5)))),
  );
  const { value, problems } = read(
    modelProto(
      bytesField(11, valueProto("image", 1, ["batch", 3, "floor(height/2)", undefined, -1, "?", "7"])),
      bytesField(11, valueProto("scalar", 16, [])),
      bytesField(11, valueProto("any", 7)),
      bytesField(11, valueProto("odd", 99, [2])),
      bytesField(11, bytesField(1, "list"), sequence),
      bytesField(11, bytesField(1, "map"), map),
      bytesField(11, bytesField(1, "maybe"), optional),
      bytesField(11, bytesField(1, "sparse"), sparse),
      bytesField(11, bytesField(1, "opaque"), bytesField(2, bytesField(7, bytesField(2, "T")))),
      bytesField(11, bytesField(1, "bare")),
    ),
  );
  expect(value.graph.inputs.map((it) => typeText(it.type))).toEqual([
    "float32 batch×3×floor(height/2)×image_d3×image_d4×image_d5×7",
    "bfloat16 scalar",
    "int64 unknown shape",
    "unknown type 2",
    "sequence of int64 unknown shape",
    "map from string to float32 unknown shape",
    "optional of sequence of unknown type",
    "sparse float64 5",
    "unknown type",
    "unknown type",
  ]);
  expect(problems.map((it) => it.message)).toEqual([
    'Axis 4 of "image" has size -1; it is taken as not known.',
    "Element type 99 is not known.",
    'The opaque type of "opaque" is not read.',
  ]);
});

test("a subgraph sees the names around it", () => {
  const inner = [...bytesField(1, nodeProto("Relu", ["x"], "t")), ...bytesField(12, bytesField(1, "t"))];
  const branch = bytesField(5, bytesField(1, "then_branch"), bytesField(6, inner), varintField(20, 5));
  const { value, problems } = read(
    modelProto(bytesField(1, nodeProto("If", ["x"], "y", branch)), bytesField(11, bytesField(1, "x"))),
  );
  expect(problems).toEqual([]);
  expect(value.graph.nodes[0]?.attributes.get("then_branch")).toMatchObject({
    kind: "graph",
    value: { nodes: [{ opType: "Relu" }], outputs: [{ name: "t" }] },
  });
});

test("a graph given in two pieces is one graph", () => {
  const x = bytesField(11, bytesField(1, "x"));
  const { value, problems } = read(
    modelProto(bytesField(1, nodeProto("Relu", ["x"], "y")), x),
    bytesField(7, bytesField(1, nodeProto("Relu", ["y"], "z"))),
  );
  expect(value.graph.nodes.map((it) => it.outputs)).toEqual([["y"], ["z"]]);
  expect(problems).toMatchObject([{ code: "malformed", severity: "warning" }]);
});

test("functions, with attribute defaults and their own operator sets", () => {
  const alpha = bytesField(5, bytesField(1, "alpha"), bytesField(21, "slope"), varintField(20, 1));
  const { value, problems } = read(
    modelProto(
      bytesField(11, bytesField(1, "x")),
      bytesField(1, nodeProto("F", ["x"], "y", bytesField(7, "custom"))),
    ),
    bytesField(
      25,
      bytesField(1, "F"),
      bytesField(4, "a"),
      bytesField(5, "b"),
      bytesField(6, "needed"),
      bytesField(7, nodeProto("LeakyRelu", ["a"], "b", alpha)),
      bytesField(8, "A function."),
      bytesField(9, varintField(2, 18)),
      bytesField(10, "custom"),
      bytesField(11, bytesField(1, "slope"), floatField(2, 0.25), varintField(20, 1)),
      bytesField(12, valueProto("b", 1, [4])),
      bytesField(13, "o"),
    ),
  );
  expect(problems).toEqual([]);
  expect(value.functions).toMatchObject([
    {
      name: "F",
      domain: "custom",
      overload: "o",
      inputs: ["a"],
      outputs: ["b"],
      attributes: ["needed", "slope"],
      attributeDefaults: new Map([["slope", { kind: "float", value: 0.25 }]]),
      nodes: [
        {
          opType: "LeakyRelu",
          attributes: new Map([["alpha", { kind: "reference", value: "slope", type: "float" }]]),
        },
      ],
      opsets: new Map([["", 18]]),
      doc: "A function.",
    },
  ]);
});

test("training information is named, not read", () => {
  const { problems } = read(
    modelProto(bytesField(11, bytesField(1, "x"))),
    bytesField(20, bytesField(2, [])),
  );
  expect(problems).toMatchObject([{ code: "unsupported", severity: "info" }]);
});

test("a hundred nested subgraphs are too many, and the rest is still read", () => {
  let graph: Bytes = bytesField(1, nodeProto("Relu", ["x"], "deepest"));
  for (let i = 0; i < 100; i++) {
    graph = bytesField(
      1,
      nodeProto("If", ["x"], `y${i}`, bytesField(5, bytesField(1, "b"), bytesField(6, graph))),
    );
  }
  const { value, problems } = read(modelProto(graph, bytesField(11, bytesField(1, "x"))));
  expect(value.graph.inputs).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: "limit" });
});

test("counts that no model has are cut, and said once", () => {
  const functions = Array.from({ length: 100_005 }, () => bytesField(25, [])).flat();
  const { value, problems } = read(modelProto(bytesField(11, bytesField(1, "x"))), functions);
  expect(value.functions).toHaveLength(100_000);
  const message =
    "There are more than 100000 functions; 5 of 100005 are left out, and totals are lower bounds.";
  expect(problems).toMatchObject([{ code: "limit", message }]);
  expect(value.isPartial).toBe(true);
});

test("a shape with more sizes than any tensor has is not known", () => {
  const dims = Array<number>(65).fill(1);
  const { value, problems } = read(modelProto(bytesField(11, valueProto("x", 1, dims))));
  expect(typeText(value.graph.inputs[0]?.type)).toBe("float32 unknown shape");
  expect(problems).toMatchObject([{ code: "limit" }]);
});

test("text that is not ASCII, and names with a meaning in JavaScript", () => {
  const { value, problems } = read(
    modelProto(
      bytesField(11, valueProto("__proto__", 1, ["constructor"])),
      bytesField(1, nodeProto("Relu", ["__proto__"], "größe/猫")),
    ),
  );
  expect(problems).toEqual([]);
  expect(value.graph.nodes[0]?.outputs).toEqual(["größe/猫"]);
  expect(typeText(value.graph.inputs[0]?.type)).toBe("float32 constructor");
});

const bytesOf = (text: string) => [...text].map((it) => it.charCodeAt(0));

test.each([
  ["nothing", [], "empty"],
  [
    "a Git LFS pointer",
    bytesOf("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
    "git lfs pull",
  ],
  ["an HTML page", bytesOf("\n<!DOCTYPE html><html><body>404</body></html>"), "HTML"],
  ["gzip", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], "gzip"],
  ["zip", bytesOf("PK\x03\x04archive/data.pkl"), "PyTorch"],
  ["a pickle", [0x80, 2, 0x8a, 10, 0x6c], "pickle"],
  ["TensorFlow Lite", [28, 0, 0, 0, ...bytesOf("TFL3"), 0, 0], "TensorFlow Lite"],
  ["ORT format", [28, 0, 0, 0, ...bytesOf("ORTM"), 0, 0], "ORT format"],
  ["safetensors", [...[64, 0, 0, 0, 0, 0, 0, 0], ...bytesOf('{"w":{"dtype":"F32"}}')], "safetensors"],
  ["JSON", bytesOf('{ "a": 1 }'), "JSON"],
  ["text", bytesOf("<ir_version: 8>\nagraph (float[N] x) => (float[N] y) {}"), ".onnx.txt"],
  ["zeros", Array<number>(1000).fill(0), "No ONNX graph"],
  ["weights", Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) & 255), "No ONNX graph"],
  ["a message without a graph", [...varintField(1, 8), ...bytesField(2, "tool")], "No ONNX graph"],
  ["one byte", [8], "No ONNX graph"],
])("%s is no model, and the message says what it is", (_, bytes, text) => {
  const { value, problems } = read(bytes);
  expect(value.graph.nodes).toEqual([]);
  expect(problems).toMatchObject([{ code: "unreadable", severity: "error", offset: 0 }]);
  expect(problems[0]?.message).toContain(text);
});
