import { expect, test } from "vitest";
import { archiveOf, torchCheckpoint } from "./archive.test-helper.ts";
import { byteSource } from "./byte-source.ts";
import { utf8, bytesOf, dictOf, op, tensorCall, tupleOf, uint64 } from "./encode-pickle.test-helper.ts";
import { readArchiveCheckpoint } from "./read-checkpoint.ts";
import { readTorchLegacy } from "./torch-legacy.ts";

function read(value: readonly number[], storages: Readonly<Record<string, number>> = {}) {
  return torchCheckpoint(bytesOf(op.proto(2), value, op.stop), storages);
}

const names = (it: ReturnType<typeof read>) => it.tensors.map(({ name }) => name);

test("a state dict: names, types, sizes, places", () => {
  const { tensors, problems, metadata, imports } = read(
    dictOf([
      ["conv.weight", tensorCall("0", [4, 3, 3, 3])],
      ["bn.running_mean", tensorCall("1", [4], { storage: "HalfStorage" })],
    ]),
    { 0: 432, 1: 8 },
  );
  expect(problems).toEqual([]);
  expect(tensors).toMatchObject([
    {
      name: "conv.weight",
      dtype: "float32",
      shape: [4, 3, 3, 3],
      elements: 108,
      bytes: 432,
      role: "parameter",
    },
    {
      name: "bn.running_mean",
      dtype: "float16",
      bytes: 8,
      role: "buffer",
      place: { container: "a/data/1", offset: 0 },
    },
  ]);
  expect(metadata.get("version")).toBe("3");
  expect(imports.every((it) => it.isAllowed)).toBe(true);
});

test("tied weights count once, and so do the parts of one storage", () => {
  const whole = read(
    dictOf([
      ["a", tensorCall("0", [10])],
      ["b", tensorCall("0", [10])],
    ]),
    { 0: 40 },
  );
  expect(whole.tensors).toMatchObject([
    { ownBytes: 40, isShared: false },
    { ownBytes: 0, isShared: true, bytes: 40 },
  ]);
  const parts = read(
    dictOf([
      ["late", tensorCall("0", [4], { offset: 4 })],
      ["early", tensorCall("0", [4], { elements: 8 })],
      ["across", tensorCall("0", [4], { offset: 2 })],
    ]),
    { 0: 32 },
  );
  expect(parts.tensors.map((it) => it.ownBytes)).toEqual([16, 16, 0]);
});

test("a view keeps its steps, and one of step 0 takes no more than it has", () => {
  const { tensors, problems } = read(
    dictOf([
      ["t", tensorCall("0", [2, 3], { stride: [1, 2] })],
      ["e", tensorCall("1", [1000, 1000], { stride: [0, 0], elements: 1 })],
    ]),
    { 0: 24, 1: 4 },
  );
  expect(problems).toEqual([]);
  expect(tensors).toMatchObject([
    { stride: [1, 2], bytes: 24 },
    { elements: 1_000_000, bytes: 4 },
  ]);
});

test.each([
  ["model", { model: "here", optimizer: "there" }],
  ["state_dict", { epoch: "none", state_dict: "here", hyper_parameters: "none" }],
  ["ema", { model: "none", ema: "here" }],
])("the weights of a training checkpoint are found in %s", (_, shape) => {
  const values = {
    here: dictOf([["w", tensorCall("0", [2])]]),
    there: dictOf([["m", tensorCall("1", [2])]]),
    none: op.none,
  };
  const entries = Object.entries(shape).map(([key, it]) => [key, values[it as keyof typeof values]] as const);
  const found = read(dictOf(entries), { 0: 8, 1: 8 });
  expect(names(found)).toEqual(["w"]);
  expect(found.others).toEqual("optimizer" in shape ? [{ path: "optimizer", tensors: 1, bytes: 8 }] : []);
});

test("what only looks like a training checkpoint stays whole", () => {
  const tensors = dictOf([
    ["model", tensorCall("0", [2])],
    ["optimizer", tensorCall("1", [2])],
  ]);
  expect(names(read(tensors, { 0: 8, 1: 8 }))).toEqual(["model", "optimizer"]);
  const parts = dictOf([
    ["encoder", dictOf([["w", tensorCall("0", [2])]])],
    ["decoder", dictOf([["w", tensorCall("1", [2])]])],
  ]);
  expect(names(read(parts, { 0: 8, 1: 8 }))).toEqual(["encoder.w", "decoder.w"]);
});

/** An nn.Module as pickle keeps it. */
function module(
  name: string,
  parts: Readonly<Record<"parameters" | "buffers" | "modules", readonly number[]>>,
): number[] {
  const passing = [
    ...op.global("__builtin__", "set"),
    ...tupleOf([...op.emptyList, ...op.text("passing"), ...op.append]),
    ...op.reduce,
  ];
  const state = dictOf([
    ["_parameters", parts.parameters],
    ["_buffers", parts.buffers],
    ["_non_persistent_buffers_set", passing],
    ["_modules", parts.modules],
    ["cache", tensorCall("9", [1])],
  ]);
  return [...op.global("net", name), ...op.emptyTuple, ...op.newObj, ...state, ...op.build];
}

test("a whole module has the names of its state_dict()", () => {
  const inner = module("Conv", {
    parameters: dictOf([
      ["weight", tensorCall("0", [2])],
      ["bias", op.none],
    ]),
    buffers: dictOf([
      ["mean", tensorCall("1", [2])],
      ["passing", tensorCall("2", [2])],
    ]),
    modules: op.emptyDict as readonly number[],
  });
  const outer = module("Net", {
    parameters: [...op.emptyDict],
    buffers: [...op.emptyDict],
    modules: dictOf([["conv", inner]]),
  });
  const found = read(outer, { 0: 8, 1: 8, 2: 8, 9: 4 });
  expect(found.tensors).toMatchObject([
    { name: "conv.weight", role: "parameter" },
    { name: "conv.mean", role: "buffer" },
  ]);
  expect(new Set(found.problems.map((it) => `${it.severity} ${it.code}`))).toEqual(
    new Set(["error pickle-code-execution"]),
  );
});

test.each([
  ["a storage that is not there", tensorCall("7", [2]), "truncated"],
  ["a tensor larger than its storage", tensorCall("0", [100]), "malformed"],
  ["an offset behind the storage", tensorCall("0", [1], { offset: 2 ** 30 }), "malformed"],
  [
    "more elements than can be counted",
    tensorCall("0", [2 ** 30, 2 ** 30], { stride: [0, 0], elements: 1 }),
    "malformed",
  ],
  ["steps that lead out", tensorCall("0", [2, 2], { stride: [2 ** 30, 1] }), "malformed"],
])("%s is said", (_, tensor, code) => {
  const { problems, tensors } = read(dictOf([["w", tensor]]), { 0: 16 });
  expect(problems).toContainEqual(expect.objectContaining({ code, severity: "error" }) as unknown);
  expect(tensors).toHaveLength(1);
});

test("of one storage with two types the first is taken, and it is said", () => {
  const { tensors, problems } = read(
    dictOf([
      ["a", tensorCall("0", [2])],
      ["b", tensorCall("0", [2], { storage: "HalfStorage" })],
    ]),
    { 0: 8 },
  );
  expect(tensors.map((it) => it.dtype)).toEqual(["float32", "float32"]);
  expect(problems).toMatchObject([{ code: "malformed", severity: "error" }]);
});

test("values that hold themselves, or nest without end, come to an end", () => {
  const cycle = [...op.emptyDict, ...op.put(0), ...op.text("self"), ...op.get(0), ...op.setItem];
  expect(
    read([...cycle, ...op.text("w"), ...tensorCall("0", [1]), ...op.setItem], { 0: 4 }).tensors,
  ).toMatchObject([{ name: "w" }]);
  const deep = [...tensorCall("0", [1]), ...new Array<number>(200_000).fill(0x85)];
  expect(read(deep, { 0: 4 }).problems).toContainEqual(expect.objectContaining({ code: "limit" }) as unknown);
  // Each list holds the one before ten times: 10^30 values in all.
  const laughs = Array.from({ length: 30 }, (_, i) => [
    ...op.emptyList,
    ...op.mark,
    ...Array.from({ length: 10 }, () => op.get(i)).flat(),
    ...op.appends,
    ...op.put(i + 1),
  ]);
  const start = performance.now();
  read([...op.emptyList, ...op.put(0), ...laughs.flat()]);
  expect(performance.now() - start).toBeLessThan(5000);
}, 20_000);

test("code in a TorchScript archive is text, and its classes are its own", () => {
  const net = [...op.global("__torch__", "Net"), ...op.emptyTuple, ...op.newObj];
  const pickle = bytesOf(op.proto(2), net, dictOf([["weight", tensorCall("0", [2])]]), op.build, op.stop);
  const contents = {
    "a/data.pkl": pickle,
    "a/data/0": new Uint8Array(8),
    "a/code/__torch__.py": "import os; os.system('ls')",
    "a/constants.pkl": bytesOf(op.proto(2), op.emptyTuple, op.stop),
  };
  const found = readArchiveCheckpoint(archiveOf(contents));
  expect(found).toMatchObject({ format: "torchscript", problems: [], tensors: [{ name: "weight" }] });
  const { "a/constants.pkl": _, ...without } = contents;
  expect(readArchiveCheckpoint(archiveOf(without)).problems[0]).toMatchObject({ severity: "error" });
});

test("an archive with two top folders, and bytes after a pickle, are said", () => {
  const pickle = bytesOf(op.proto(2), op.emptyDict, op.stop, [1, 2]);
  const { problems } = readArchiveCheckpoint(archiveOf({ "a/data.pkl": pickle, "b/x": "" }));
  expect(problems.map((it) => it.message)).toEqual([
    "2 bytes stand after the end of a/data.pkl; nothing reads them.",
    'The archive holds "b/x", which lies outside of "a/", where its pickle is.',
  ]);
});

/** The five pickles of the old form, then the storages. */
function legacy(
  value: readonly number[],
  storages: readonly (readonly [key: string, floats: number])[],
): Uint8Array {
  const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
  const pickle = (it: readonly number[]) => [...op.proto(2), ...it, ...op.stop];
  const keys = [...op.emptyList, ...op.mark, ...storages.flatMap(([key]) => op.text(key)), ...op.appends];
  const data = storages.flatMap(([, count]) => [...uint64(count), ...new Array<number>(4 * count).fill(0)]);
  return bytesOf(...[magic, op.int(1001), op.emptyDict, value, keys].map(pickle), data);
}

test("the old form: pickles one after another, then storages in the order of a list", () => {
  const bytes = legacy(
    dictOf([
      ["a", tensorCall("x", [2])],
      ["b", tensorCall("y", [3])],
    ]),
    [
      ["y", 3],
      ["x", 2],
    ],
  );
  const { format, tensors, problems } = readTorchLegacy(byteSource(bytes));
  expect(problems).toEqual([]);
  expect(format).toBe("torch-legacy");
  expect(tensors).toMatchObject([
    { name: "a", bytes: 8, place: { offset: bytes.length - 8 } },
    { name: "b", bytes: 12, place: { offset: bytes.length - 16 - 12 } },
  ]);
  const cut = readTorchLegacy(byteSource(bytes.subarray(0, -3)));
  expect(cut.problems[0]).toMatchObject({ code: "truncated", severity: "error" });
});

test("text, and bytes of nothing, are no checkpoint", () => {
  for (const bytes of [bytesOf(utf8("hello world")), bytesOf([0, 1, 2, 3])])
    expect(readTorchLegacy(byteSource(bytes)).problems).toMatchObject([{ code: "unreadable" }]);
});
