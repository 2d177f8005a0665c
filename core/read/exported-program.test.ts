import { expect, test } from "vitest";
import { analyze } from "../metrics/analyze.ts";
import { archiveOf } from "./archive.test-helper.ts";
import { bytesOf, dictOf, op, tensorCall } from "./encode-pickle.test-helper.ts";
import { readArchiveCheckpoint } from "./read-checkpoint.ts";

const size = (it: number | string) =>
  typeof it === "number" ? { as_int: it } : { as_expr: { expr_str: it, hint: { as_int: 2 } } };
const meta = (...sizes: readonly (number | string)[]) => ({
  dtype: 7,
  sizes: sizes.map(size),
  strides: sizes.map(() => size(1)),
  storage_offset: size(0),
});
const tensor = (name: string) => ({ as_tensor: { name } });
const arg = (name: string, it: unknown) => ({ name, arg: it, kind: 1 });
const batch = "Symbol('s0', positive=True, integer=True)";

/** x → conv (same padding) → relu_ → flatten → linear, over a batch that is a symbol. */
function program(changes: Readonly<Record<string, unknown>> = {}) {
  const node = (target: string, inputs: readonly unknown[], output: string, module = "") => ({
    target: `torch.ops.aten.${target}`,
    inputs,
    outputs: [tensor(output)],
    metadata: { nn_module_stack: `L__self__,,net.Net;L__self__${module},${module},torch.nn.Module` },
  });
  return {
    torch_version: "2.13.0",
    schema_version: { major: 8, minor: 20 },
    graph_module: {
      graph: {
        nodes: [
          node(
            "conv2d.default",
            [
              arg("input", tensor("x")),
              arg("weight", tensor("p_w")),
              arg("bias", { as_none: true }),
              arg("padding", { as_ints: [1, 1] }),
            ],
            "y",
            "conv",
          ),
          node("relu_.default", [arg("self", tensor("y"))], "z"),
          node("flatten.using_ints", [arg("self", tensor("z")), arg("start_dim", { as_int: 1 })], "f"),
          node(
            "linear.default",
            [arg("input", tensor("f")), arg("weight", tensor("p_fc")), arg("bias", { as_none: true })],
            "o",
            "fc",
          ),
          {
            target: "torch.ops.aten.sym_size.int",
            inputs: [arg("self", tensor("x"))],
            outputs: [{ as_sym_int: { as_name: "s" } }],
          },
        ],
        tensor_values: {
          x: meta(batch, 3, 8, 8),
          p_w: meta(4, 3, 3, 3),
          p_fc: meta(10, 256),
          y: meta(batch, 4, 8, 8),
          z: meta(batch, 4, 8, 8),
          f: meta(batch, 256),
          o: meta(batch, 10),
        },
      },
      signature: {
        input_specs: [
          { parameter: { arg: { name: "p_w" }, parameter_name: "conv.weight" } },
          { parameter: { arg: { name: "p_fc" }, parameter_name: "fc.weight" } },
          { user_input: { arg: tensor("x") } },
        ],
        output_specs: [{ user_output: { arg: tensor("o") } }],
      },
    },
    ...changes,
  };
}

const weights = {
  config: {
    "conv.weight": {
      path_name: "weight_0",
      is_param: true,
      tensor_meta: { ...meta(4, 3, 3, 3), strides: [27, 9, 3, 1].map(size) },
    },
    "fc.weight": {
      path_name: "weight_1",
      is_param: true,
      tensor_meta: { ...meta(10, 256), strides: [256, 1].map(size) },
    },
  },
};

function read(json: unknown = program()) {
  return readArchiveCheckpoint(
    archiveOf({
      "m/data/weights/weight_0": new Uint8Array(432),
      "m/data/weights/weight_1": new Uint8Array(10_240),
      "m/data/weights/model_weights_config.json": JSON.stringify(weights),
      "m/models/model.json": typeof json === "string" ? json : JSON.stringify(json),
    }),
  );
}

test("graphs that an operator runs are named, and not counted", () => {
  const run = (name: string, outputs: readonly unknown[]) => ({
    target: `torch.ops.higher_order.${name}`,
    inputs: [arg("", { as_graph: { name: "g", graph: { nodes: [{}, {}] } } }), arg("", tensor("x"))],
    outputs,
  });
  const graph = {
    nodes: [run("cond", [tensor("y")]), run("wrap_with_autocast", [])],
    tensor_values: { x: meta(2, 3), y: meta(2, 3) },
  };
  const input_specs = [{ user_input: { arg: tensor("x") } }];
  const content = { graph_module: { graph, signature: { input_specs, output_specs: [] } } };
  const read = readArchiveCheckpoint(archiveOf({ "a/models/m.json": JSON.stringify(content) }));
  const { coverage } = analyze(read.model ?? fail());
  expect(coverage.uncounted.map((it) => it.report.label)).toEqual(["cond", "wrap_with_autocast"]);
  expect(read.problems.map((it) => [it.node, it.message])).toEqual([
    [
      "cond",
      'The graphs that "cond" (higher_order.cond) runs are not looked into: their 2 nodes are not counted.',
    ],
    [
      "wrap_with_autocast",
      'The graphs that "wrap_with_autocast" (higher_order.wrap_with_autocast) runs are not looked into: their 2 nodes are not counted.',
    ],
  ]);
});

function fail(): never {
  throw new Error("there is no model");
}

test("an exported program: graph, weights, cost", () => {
  const { format, tensors, model, problems, metadata } = read();
  expect(problems).toEqual([]);
  expect(format).toBe("torch-export");
  expect(metadata).toEqual(
    new Map([
      ["torch_version", "2.13.0"],
      ["schema_version", "8.20"],
    ]),
  );
  expect(tensors).toMatchObject([
    { name: "conv.weight", bytes: 432, role: "parameter", place: { container: "m/data/weights/weight_0" } },
    { name: "fc.weight", bytes: 10_240 },
  ]);
  if (!model) throw new Error("There is no model.");
  expect(model.graph.nodes.map((it) => [it.name, it.opType])).toEqual([
    ["conv/conv2d", "Conv"],
    ["relu_", "Relu"],
    ["flatten", "Reshape"],
    ["fc/linear", "Gemm"],
  ]);
  const { totals, bindings, coverage } = analyze(model);
  expect(bindings).toEqual(new Map([["s0", 1]]));
  expect(coverage.uncounted).toEqual([]);
  expect(totals.multiplyAdds.value).toBe(4 * 27 * 64 + 2560);
  expect(totals.parameters).toBe(108 + 2560);
});

test("expressions over symbols are sizes", () => {
  const json = program();
  json.graph_module.graph.tensor_values.f = meta(`Add(Mul(Integer(2), ${batch}), Integer(-1))`, 256);
  const found = read(json).model?.graph.values.get("f")?.type;
  expect(found).toMatchObject({ shape: [{ text: "2*s0 - 1" }, 256] });
});

test("what has no ONNX operator keeps its own name, in a domain of its own", () => {
  const json = program();
  json.graph_module.graph.nodes.push(
    {
      target: "torch.ops.aten.roll.default",
      inputs: [arg("self", tensor("z")), arg("shifts", { as_ints: [1] })],
      outputs: [tensor("r")],
      metadata: {} as never,
    },
    {
      target: "torch.ops.torchvision.nms.default",
      inputs: [arg("dets", tensor("z"))],
      outputs: [tensor("n")],
      metadata: {} as never,
    },
  );
  expect(read(json).model?.graph.nodes.slice(-2)).toMatchObject([
    {
      opType: "roll",
      domain: "aten",
      inputs: ["z"],
      attributes: new Map([["shifts", { kind: "ints", value: [1] }]]),
    },
    { opType: "nms", domain: "torchvision" },
  ]);
});

test.each([
  ["no JSON", "{nope"],
  ["no graph", {}],
  ["a list", []],
  ["a graph of texts", { graph_module: "x" }],
  [
    "nodes that are none",
    program({
      graph_module: {
        graph: {
          nodes: [
            1,
            null,
            {},
            { target: 5 },
            { target: "torch.ops.aten.relu.default", outputs: 7, inputs: 7 },
          ],
        },
        signature: 5,
      },
    }),
  ],
  [
    "names of the language's own objects",
    program({
      graph_module: {
        graph: {
          nodes: [
            { target: "torch.ops.aten.constructor.default", inputs: [], outputs: [tensor("__proto__")] },
          ],
          tensor_values: {},
        },
        signature: {},
      },
    }),
  ],
])("%s: a checkpoint all the same", (_, json) => {
  const { tensors, format } = read(json);
  expect(format).toBe("torch-export");
  expect(tensors).toHaveLength(2);
});

test("the form before PyTorch 2.8: weights in a file of torch.save", () => {
  const state = dictOf([
    ["conv.weight", tensorCall("0", [4, 3, 3, 3])],
    ["fc.weight", tensorCall("1", [10, 256])],
  ]);
  const inner = archiveOf({
    "s/data.pkl": bytesOf(op.proto(2), state, op.stop),
    "s/data/0": new Uint8Array(432),
    "s/data/1": new Uint8Array(10_240),
  });
  const name = "serialized_state_dict.pt";
  const contents = {
    "serialized_exported_program.json": JSON.stringify(program()),
    [name]: new Uint8Array(9),
  };
  const { problems, tensors, model } = readArchiveCheckpoint(archiveOf(contents, new Map([[name, inner]])));
  expect(problems).toEqual([]);
  expect(tensors.map((it) => it.place.container)).toEqual([`${name}/s/data/0`, `${name}/s/data/1`]);
  expect(model?.graph.nodes).toHaveLength(4);
  expect(model?.graph.constants.get("fc.weight")).toMatchObject({ dims: [10, 256], role: "parameter" });
});

test("what sample inputs would run is listed", () => {
  const pickle = bytesOf(op.proto(2), op.global("os", "system"), op.text("x"), op.tuple1, op.reduce, op.stop);
  const inner = archiveOf({ "s/data.pkl": pickle });
  const name = "m/data/sample_inputs/model.pt";
  const contents = { "m/models/model.json": JSON.stringify(program()), [name]: new Uint8Array(9) };
  const { problems } = readArchiveCheckpoint(archiveOf(contents, new Map([[name, inner]])));
  expect(problems).toContainEqual(
    expect.objectContaining({ code: "pickle-code-execution", severity: "error" }) as unknown,
  );
});
