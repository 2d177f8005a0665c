import { expect, test } from "vitest";
import { checkpointTree } from "../metrics/checkpoint-tree.ts";
import { archiveOf } from "./archive.test-helper.ts";
import { byteSource } from "./byte-source.ts";
import { type Checkpoint } from "./checkpoint.ts";
import { utf8, bytesOf, dictOf, op, tensorCall, uint64 } from "./encode-pickle.test-helper.ts";
import { readArchiveCheckpoint, readCheckpoint } from "./read-checkpoint.ts";

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
const header = '{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}';
const safetensors = bytesOf(uint64(header.length), utf8(header), new Array<number>(24).fill(0));
const head = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
const npy = bytesOf(
  [0x93, ...utf8("NUMPY"), 1, 0, head.length, 0],
  utf8(head),
  new Array<number>(24).fill(0),
);
const program = JSON.stringify({
  graph_module: {
    graph: {
      nodes: [
        {
          target: "torch.ops.aten.relu.default",
          inputs: [{ name: "self", arg: { as_tensor: { name: "x" } } }],
          outputs: [{ as_tensor: { name: "y" } }],
        },
      ],
      tensor_values: {
        x: { dtype: 7, sizes: [{ as_int: 3 }, { as_expr: { expr_str: "Mul(Integer(2), Symbol('s'))" } }] },
      },
    },
    signature: { input_specs: [{ user_input: { arg: { as_tensor: { name: "x" } } } }], output_specs: [] },
  },
});

const seeds: Readonly<Record<string, readonly [seed: Uint8Array, read: (bytes: Uint8Array) => Checkpoint]>> =
  {
    "torch.save": [
      pickle,
      (it) =>
        readArchiveCheckpoint(
          archiveOf({ "a/data.pkl": it, "a/data/0": new Uint8Array(24), "a/data/1": new Uint8Array(6) }),
        ),
    ],
    "the old form": [legacy, (it) => readCheckpoint(byteSource(it), "x")],
    "a tar archive": [tar(), (it) => readCheckpoint(byteSource(it), "x")],
    safetensors: [safetensors, (it) => readCheckpoint(byteSource(it), "x")],
    npy: [npy, (it) => readCheckpoint(byteSource(it), "x")],
    "an exported program": [
      bytesOf(utf8(program)),
      (it) => readArchiveCheckpoint(archiveOf({ "m/models/model.json": it })),
    ],
  };

function tar(): Uint8Array {
  const storages = [
    ...op.proto(2),
    ...op.byte(1),
    ...op.stop,
    ...op.proto(2),
    ...op.mark,
    ...op.byte(7),
    ...op.text("cpu"),
    ...op.global("torch", "FloatStorage"),
    ...op.tuple,
    ...op.stop,
    ...uint64(2),
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    ...op.proto(2),
    ...op.emptyList,
    ...op.stop,
  ];
  const tensors = [
    ...op.proto(2),
    ...op.byte(1),
    ...op.stop,
    ...op.proto(2),
    ...op.mark,
    ...op.byte(8),
    ...op.byte(7),
    ...op.none,
    ...op.tuple,
    ...op.stop,
    ...uint64(1),
    ...uint64(2),
    ...uint64(1),
    ...uint64(0),
  ];
  const main = [...op.proto(2), ...dictOf([["w", [...op.text("8"), ...op.persistent]]]), ...op.stop];
  const member = (name: string, data: readonly number[]) => {
    const block = new Array<number>(512).fill(0);
    const put = (at: number, text: string) => utf8(text).forEach((it, i) => (block[at + i] = it));
    put(0, name);
    put(124, data.length.toString(8).padStart(11, "0"));
    put(148, "        ");
    put(156, "0");
    put(
      148,
      `${block
        .reduce((sum, it) => sum + it, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
    );
    return [...block, ...data, ...new Array<number>((512 - (data.length % 512)) % 512).fill(0)];
  };
  return bytesOf(
    member("pickle", main),
    member("tensors", tensors),
    member("storages", storages),
    new Array<number>(1024).fill(0),
  );
}

/** What must not be, whatever the bytes are. */
function faultOf(bytes: Uint8Array, read: (bytes: Uint8Array) => Checkpoint): string | undefined {
  const { tensors, problems, model } = read(bytes);
  if (problems.length > 201) return "too many problems";
  if (problems.some(({ offset = 0 }) => !(offset >= 0 && offset <= bytes.length))) return "an offset outside";
  for (const it of tensors) {
    if (
      ![it.bytes, it.ownBytes, it.place.offset, it.place.length, ...it.shape].every(
        (n) => Number.isSafeInteger(n) && n >= 0,
      )
    )
      return `no number: ${JSON.stringify(it)}`;
    if (it.ownBytes > it.bytes) return "more bytes of its own than it has";
  }
  const tree = checkpointTree(tensors);
  if (!Number.isSafeInteger(tree.bytes) || tree.tensors !== tensors.length) return "totals that are none";
  if (model && model.graph.nodes.some((it) => it.opType === "")) return "a node without an operator";
  return undefined;
}

test.each(Object.entries(seeds))("%s: the seed itself is whole", (_, [seed, read]) => {
  const { problems, tensors, model } = read(seed);
  // It holds an object of a class of its own, which torch would refuse.
  const foreign = problems.filter((it) => it.code === "pickle-code-execution");
  expect(foreign.every((it) => it.subject === "net.Net")).toBe(true);
  expect(problems.filter((it) => it.severity === "error" && !foreign.includes(it))).toEqual([]);
  expect(tensors.length + (model ? 1 : 0)).toBeGreaterThan(0);
});

test.each(Object.entries(seeds))("%s: every truncation is read, and is said", (name, [seed, read]) => {
  for (let length = 0; length < seed.length; length++) {
    const bytes = seed.subarray(0, length);
    expect(faultOf(bytes, read), `cut at ${length}`).toBeUndefined();
    // The padding at the end of a tar archive holds nothing.
    if (name === "a tar archive" && length > seed.length - 1500) continue;
    expect(read(bytes).problems, `cut at ${length}`).not.toEqual([]);
  }
});

test.each(Object.entries(seeds))(
  "%s: thousands of random changes never throw",
  (_, [seed, read]) => {
    let state = 20_260_101;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const bytes = new Uint8Array(seed.length);
    const interesting = [0, 0x28, 0x2e, 0x52, 0x62, 0x68, 0x7f, 0x80, 0x81, 0x93, 0xff];
    for (let round = 0; round < 2000; round++) {
      bytes.set(seed);
      for (let i = 0; i <= random(4); i++)
        bytes[random(bytes.length)] =
          random(2) === 0 ? random(256) : (interesting[random(interesting.length)] ?? 0);
      const fault = faultOf(bytes, read);
      if (fault !== undefined) expect(fault, `round ${round}`).toBeUndefined();
    }
  },
  30_000,
);
