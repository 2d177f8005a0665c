// Small honest files of weights in every form, to be changed: most hold one pickle, or one text, that matters.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, dictOf, op, tensorCall, uint64, utf8 } from "../../core/read/encode-pickle.test-helper.ts";
import { zip, type ZipTestEntry } from "../../server/zip.test-helper.ts";

export interface WeightsSeed {
  /** What the file is called. */
  readonly name: string;
  /** The part that a reader has to understand. */
  readonly inner: Uint8Array;
  /** The file around it. */
  readonly around: (inner: Uint8Array) => Uint8Array;
}

const state = dictOf([
  ["conv.weight", tensorCall("0", [2, 3])],
  ["conv.bias", tensorCall("1", [2], { offset: 1, storage: "HalfStorage" })],
  ["extra", [...op.emptyList, ...op.mark, ...op.byte(1), ...op.none, ...utf8("I5\nF2.5\n"), ...op.appends]],
  [
    "object",
    [...op.global("net", "Net"), ...op.emptyTuple, ...op.newObj, ...dictOf([["a", op.true]]), ...op.build],
  ],
]);
const pickle = bytesOf(op.proto(2), state, op.stop);
const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const keys = [...op.emptyList, ...op.mark, ...op.text("0"), ...op.text("1"), ...op.appends];
const legacy = bytesOf(
  ...[magic, op.int(1001), op.emptyDict, state, keys].map((it) => [...op.proto(2), ...it, ...op.stop]),
  [...uint64(6), ...new Array<number>(24).fill(1)],
  [...uint64(3), ...new Array<number>(6).fill(1)],
);
const header = bytesOf(
  utf8(
    JSON.stringify({
      __metadata__: { format: "pt" },
      "conv.weight": { dtype: "F32", shape: [2, 3], data_offsets: [0, 24] },
      "conv.bias": { dtype: "BF16", shape: [2], data_offsets: [24, 28] },
    }),
  ),
);
const numpyHead = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
const npy = bytesOf(
  [0x93, ...utf8("NUMPY"), 1, 0, numpyHead.length, 0],
  utf8(numpyHead),
  new Array<number>(24).fill(0),
);
const tensor = (name: string) => ({ as_tensor: { name } });
const meta = {
  dtype: 7,
  sizes: [{ as_int: 3 }, { as_expr: { expr_str: "2*Symbol('s')", hint: { as_int: 2 } } }],
};
const program = {
  torch_version: "2.13.0",
  schema_version: { major: 8, minor: 20 },
  graph_module: {
    graph: {
      nodes: [
        {
          target: "torch.ops.aten.linear.default",
          inputs: [
            { name: "input", arg: tensor("x") },
            { name: "weight", arg: tensor("p_w") },
            { name: "bias", arg: { as_none: true } },
          ],
          outputs: [tensor("y")],
          metadata: { nn_module_stack: "L__self__,,net.Net;L__self__fc,fc,torch.nn.Linear" },
        },
        {
          target: "torch.ops.higher_order.cond",
          inputs: [{ name: "true_graph", arg: { as_graph: { name: "t", graph: { nodes: [] } } } }],
          outputs: [tensor("z")],
        },
      ],
      tensor_values: { x: meta, p_w: meta, y: meta, z: meta },
    },
    signature: {
      input_specs: [
        { parameter: { arg: { name: "p_w" }, parameter_name: "fc.weight" } },
        { user_input: { arg: tensor("x") } },
      ],
      output_specs: [{ user_output: { arg: tensor("z") } }],
    },
  },
};
const config = { config: { "fc.weight": { path_name: "w0", is_param: true, tensor_meta: meta } } };

const entry = (name: string, data: Uint8Array | string, isDeflated = false): ZipTestEntry => ({
  name,
  data: typeof data === "string" ? Buffer.from(data) : data,
  isDeflated,
});
const storages = [entry("a/data/0", new Uint8Array(24)), entry("a/data/1", new Uint8Array(6))];
const asItIs = (inner: Uint8Array) => inner;

export const weightsSeeds: readonly WeightsSeed[] = [
  {
    name: "net.pt",
    inner: pickle,
    around: (it) => zip([entry("a/data.pkl", it), entry("a/version", "3\n"), ...storages]),
  },
  {
    name: "script.pt",
    inner: pickle,
    around: (it) =>
      zip([
        entry("a/data.pkl", it, true),
        entry("a/constants.pkl", bytesOf(op.proto(2), op.emptyTuple, op.stop)),
        entry("a/code/net.py", "x"),
        ...storages,
      ]),
  },
  { name: "old.pth", inner: legacy, around: asItIs },
  { name: "plain.bin", inner: pickle, around: asItIs },
  {
    name: "ancient.pt",
    inner: pickle,
    around: (it) =>
      tar([
        ["pickle", it],
        ["tensors", pickle],
        ["storages", legacy],
      ]),
  },
  {
    name: "net.safetensors",
    inner: header,
    around: (it) => bytesOf(uint64(it.length), [...it], new Array<number>(28).fill(0)),
  },
  { name: "all.npz", inner: npy, around: (it) => zip([entry("w.npy", it, true), entry("b.npy", npy)]) },
  { name: "one.npy", inner: npy, around: asItIs },
  {
    name: "net.pt2",
    inner: bytesOf(utf8(JSON.stringify(program))),
    around: (it) =>
      zip([
        entry("a/models/model.json", it, true),
        entry("a/data/weights/model_weights_config.json", JSON.stringify(config)),
        entry("a/data/weights/w0", new Uint8Array(24)),
        entry("a/data/sample_inputs/model.pt", zip([entry("a/data.pkl", pickle), ...storages])),
      ]),
  },
  {
    name: "fashion.pt",
    inner: readFileSync(join(import.meta.dirname, "..", "..", "samples", "fashion-mobile-half.pt")),
    around: asItIs,
  },
];

/** As tar has been since 1988, without anything that came later. */
function tar(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const parts = files.flatMap(([name, bytes]) => {
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write(bytes.length.toString(8).padStart(11, "0"), 124);
    head.write("0", 156);
    head.write("ustar\u000000", 257);
    head.fill(" ", 148, 156);
    const sum = head.reduce((total, it) => total + it, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
