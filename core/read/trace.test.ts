import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { typeText } from "../graph/value-type.ts";
import { analyze } from "../metrics/analyze.ts";
import { pythonProblem } from "../python/trace.ts";
import { readTrace } from "./trace.ts";
import { modelJson, traceText } from "./trace.test-helper.ts";

const files = ["/w/net.py", "/w/site/block.py"];
// [file, line, column from 0, endLine, endColumn]
const frames = [
  [0, 5, 21, 5, 44],
  [0, 9, 12, 9, 25],
  [1, 3, 8, 3, 20],
];
const stacks = [[1], [1, 2]];

function net(more: Record<string, unknown> = {}): Record<string, unknown> {
  const model = modelJson({
    inputs: { x: "float32 1x3x8x8" },
    constants: {
      "conv.weight": { type: "float32 4x3x3x3" },
      "conv.bias": { type: "float32 4" },
      shape: { type: "int64 2", role: "constant", values: [1, -1] },
    },
    nodes: [
      {
        op: "Conv",
        in: ["x", "conv.weight", "conv.bias"],
        out: { a: "float32 1x4x6x6" },
        attrs: { kernel_shape: [3, 3], group: 1 },
        stack: 1,
        call: 1,
      },
      { op: "Relu", in: ["a"], out: { b: "float32 1x4x6x6" }, stack: 0, call: 0 },
      { op: "Relu", in: ["b"], out: { c: "float32 1x4x6x6" }, stack: 0, call: 0 },
      { op: "Reshape", in: ["c", "shape"], out: { d: "float32 1x144" }, stack: 0, call: 0 },
    ],
    modules: [
      { path: "", paths: [""], class: "Net", definition: null, stack: null, constants: [] },
      { path: "conv", class: "Conv2d", definition: 0, stack: 0, constants: [0, 1] },
    ],
    calls: [
      { module: 0, parent: null, stack: null, inputs: [0], outputs: [7], nodes: [0, 4] },
      { module: 1, parent: 0, stack: 0, inputs: [0], outputs: [4], nodes: [0, 1] },
    ],
    notes: [{ kind: "assumed-input", level: "info", message: "tried\n  224", frame: 1, count: 2 }],
  });
  return { ...model, ...more };
}

const range = (file: string, line: number, column: number, endColumn: number) => ({
  file,
  line,
  column,
  endLine: line,
  endColumn,
});

describe("a trace", () => {
  const { value, problems } = readTrace(traceText([net()], { files, frames, stacks }), ["/w"]);
  const [traced] = value.models;
  const graph = traced?.model.graph;

  test("is read without complaint", () => {
    expect(problems).toEqual([]);
    expect(value.files).toEqual(files);
    expect(traced?.entry).toEqual({ name: "Net", kind: "class", className: "Net", call: "Net()" });
    expect(traced?.model.format).toBe("pytorch");
    expect(analyze(traced?.model ?? never()).problems).toEqual([]);
  });

  test("names nodes after their module, and values after what makes them", () => {
    expect(graph?.nodes.map((it) => it.name)).toEqual(["conv/Conv", "Relu", "Relu_2", "Reshape"]);
    expect(graph?.nodes[0]?.inputs).toEqual(["x", "conv.weight", "conv.bias"]);
    expect(graph?.nodes.map((it) => it.outputs)).toEqual([["conv/Conv"], ["Relu"], ["Relu_2"], ["Reshape"]]);
    expect(typeText(graph?.values.get("conv/Conv")?.type)).toBe("float32 1×4×6×6");
    expect(graph?.outputs.map((it) => it.name)).toEqual(["Reshape"]);
  });

  test("places are 1-based, and the last call is the location", () => {
    expect(graph?.nodes[0]?.source).toEqual({
      modulePath: "conv",
      definition: range("/w/net.py", 5, 22, 45),
      location: range("/w/site/block.py", 3, 9, 21),
      calls: [range("/w/net.py", 9, 13, 26), range("/w/site/block.py", 3, 9, 21)],
    });
    expect(traced?.notes).toEqual([
      {
        kind: "assumed-input",
        level: "info",
        message: "tried 224",
        location: range("/w/net.py", 9, 13, 26),
        count: 2,
      },
    ]);
  });

  test("modules and calls", () => {
    expect(traced?.modules[1]).toMatchObject({
      path: "conv",
      paths: ["conv"],
      className: "Conv2d",
      constants: ["conv.weight", "conv.bias"],
    });
    expect(traced?.calls[1]).toMatchObject({
      module: 1,
      parent: 0,
      inputs: ["x"],
      outputs: ["conv/Conv"],
      firstNode: 0,
      endNode: 1,
    });
    expect(traced?.inputs).toEqual([{ name: "x", value: "x", source: "randn" }]);
  });

  test("constants keep their role and values, attributes their kind", () => {
    expect(graph?.constants.get("conv.weight")).toMatchObject({ role: "parameter", dims: [4, 3, 3, 3] });
    expect(graph?.constants.get("shape")).toMatchObject({ role: "constant", values: [1, -1] });
    expect(Object.fromEntries(graph?.nodes[0]?.attributes ?? [])).toEqual({
      kernel_shape: { kind: "ints", value: [3, 3] },
      group: { kind: "int", value: 1 },
    });
  });
});

test("the state dict has a tensor by each of its names, and no buffer that is not saved", () => {
  const constant = (tensor: number, role: string, more = {}) => ({
    tensor,
    name: `t${tensor}`,
    role,
    ...more,
  });
  const constants = [
    constant(0, "parameter", { paths: ["a.weight", "b.weight"] }),
    constant(1, "buffer", { paths: ["kept"] }),
    constant(2, "buffer", { paths: ["passing"], isSaved: false }),
    constant(3, "constant"),
    constant(99, "parameter"),
    "damaged",
  ];
  const tensors = [2, 3, 4, 5].map((size) => ["float32", [size]]);
  const { value } = readTrace(traceText([{ ...modelJson({ nodes: [] }), constants, tensors }]));
  expect(value.models[0]?.state).toEqual([
    { name: "a.weight", shape: [2] },
    { name: "b.weight", shape: [2] },
    { name: "kept", shape: [3] },
  ]);
});

describe("what failed", () => {
  const error = {
    phase: "forward",
    type: "RuntimeError",
    message: "mat1 and mat2 shapes cannot be multiplied (1x512 and 1024x10)",
    frame: 1,
    stack: 0,
    module: "fc",
  };

  test("of a model: everything before it is there, and totals are lower bounds", () => {
    const { value } = readTrace(traceText([net({ error })], { files, frames, stacks }));
    const [traced] = value.models;
    expect(traced?.model.graph.nodes).toHaveLength(4);
    expect(analyze(traced?.model ?? never()).totals.multiplyAdds).toEqual({
      value: 3888,
      isLowerBound: true,
    });
    expect(traced?.error && pythonProblem(traced.error)).toEqual({
      code: "python",
      severity: "error",
      message: "RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x512 and 1024x10)",
      source: range("/w/net.py", 9, 13, 26),
    });
  });

  test("of the file: no models, and where", () => {
    const text = traceText([], {
      files,
      frames,
      stacks,
      error: { ...error, phase: "syntax", type: "SyntaxError" },
    });
    expect(readTrace(text).value).toMatchObject({
      models: [],
      error: { phase: "syntax", type: "SyntaxError" },
    });
  });
});

describe("hostile text", () => {
  test.each([
    ["no JSON", "{"],
    ["no object", "[1]"],
    ["another version", '{"version": 2}'],
    ["nothing", ""],
    ["deep nesting", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ])("%s is unreadable", (_, text) => {
    expect(readTrace(text).problems).toMatchObject([{ code: "unreadable" }]);
  });

  test("a file that was not given, and every place in it", () => {
    const outside = ["/etc/passwd", "/w/../etc/passwd", "/w2/net.py", "/w/a\u001b[2Jb.py"];
    const all = outside.map((_, i) => [i, 1, 0, 1, 2]);
    const { value, problems } = readTrace(
      traceText([net()], {
        files: outside,
        frames: all,
        stacks: [
          [0, 1],
          [2, 3],
        ],
      }),
      ["/w"],
    );
    expect(value.files).toEqual([]);
    expect(problems).toHaveLength(4);
    expect(value.models[0]?.model.graph.nodes.flatMap((it) => it.source?.calls ?? [])).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    ["a tensor of unknown type", { tensors: [["float99", [1]]] }],
    ["a size that is none", { tensors: [["float32", [-1]]] }],
    ["a size past all counting", { tensors: [["float32", [2 ** 60]]] }],
    ["a rank past all reason", { tensors: [["float32", Array<number>(65).fill(1)]] }],
    ["a type named like a property of every object", { tensors: [["constructor", [1]]] }],
    ["a constant without a tensor", { constants: [{ tensor: 99, name: "w", role: "parameter" }] }],
    ["two constants in one tensor", { constants: [0, 0].map((tensor) => ({ tensor, name: "w" })) }],
    ["a node without an operator", { nodes: [{ in: [], out: [] }] }],
    ["a node with markup for an operator", { nodes: [{ op: "[x](command:y)", in: [], out: [] }] }],
    ["a node that reads what is not there", { nodes: [{ op: "Relu", in: [1e9], out: [] }] }],
    ["a node that writes its input", { nodes: [{ op: "Relu", in: [0], out: [0] }] }],
    ["a call of no module", { calls: [{ module: 7, nodes: [0, 1] }] }],
    ["a call of nodes that end before they start", { calls: [{ module: 0, nodes: [3, 1] }] }],
    ["lists that are none", { nodes: {}, calls: 1, modules: "x", constants: true, notes: 3 }],
    [
      "lists of what is no object",
      { nodes: [1], calls: [null], modules: [[]], constants: ["x"], notes: [2] },
    ],
  ])("%s is left out, with a problem", (_, more) => {
    const { value, problems } = readTrace(traceText([net(more)], { files, frames, stacks }));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every((it) => it.code === "malformed")).toBe(true);
    for (const it of value.models) expect(() => analyze(it.model)).not.toThrow();
  });

  test("a call that is its own parent, or a later one's child, has none", () => {
    const calls = [
      { module: 0, parent: 0, nodes: [0, 1] },
      { module: 0, parent: 2, nodes: [0, 1] },
      { module: 0, parent: 1, nodes: [0, 1] },
    ];
    const { value } = readTrace(traceText([net({ calls })], { files, frames, stacks }));
    expect(value.models[0]?.calls.map((it) => it.parent)).toEqual([undefined, undefined, 1]);
  });

  test("names that many share, and names with controls in them", () => {
    const named = ["x", "a\u001b[2J", "a\u001b[2J"].map((name, tensor) => ({
      name,
      tensor,
      role: "parameter",
    }));
    const { value } = readTrace(traceText([net({ constants: named })], { files, frames, stacks }));
    const names = [...(value.models[0]?.model.graph.constants.keys() ?? [])];
    expect(names).toEqual(["x", "a\ufffd[2J", "a\ufffd[2J#2"]);
  });

  test("values that are no numbers, or too few, are not known", () => {
    for (const values of [[1], [1, "2"], [1, null], "12"]) {
      const { value } = readTrace(
        traceText([net({ constants: [{ tensor: 3, name: "s", role: "constant", values }] })]),
      );
      expect(value.models[0]?.model.graph.constants.get("s")).not.toHaveProperty("values");
    }
  });

  test("one character changed, or a value exchanged, never throws", () => {
    const text = traceText([net()], { files, frames, stacks });
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom("0", "9", "-", '"', "[", "]", "{", ",", "e", "\u0000"),
        (at, to) => {
          const { value } = readTrace(text.slice(0, at) + to + text.slice(at + 1));
          for (const it of value.models) analyze(it.model);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(12), (json, which) => {
        const model = net();
        const key = Object.keys(model)[which % Object.keys(model).length] ?? "nodes";
        const { value } = readTrace(traceText([{ ...model, [key]: json }], { files, frames, stacks }));
        for (const it of value.models) analyze(it.model);
      }),
      { numRuns: 500 },
    );
  }, 20_000);
});

function never(): never {
  throw new Error("no model");
}
