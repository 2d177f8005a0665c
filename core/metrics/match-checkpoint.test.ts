import { expect, test } from "vitest";
import { type CheckpointTensor } from "../read/checkpoint.ts";
import { checkpointTree, checkpointTotals } from "./checkpoint-tree.ts";
import { matchCheckpoint, missingText } from "./match-checkpoint.ts";

function tensor(
  name: string,
  shape: readonly number[] = [2],
  changes: Partial<CheckpointTensor> = {},
): CheckpointTensor {
  const elements = shape.reduce((product, it) => product * it, 1);
  const place = { container: "", offset: 0, length: 4 * elements };
  return {
    name,
    dtype: "float32",
    shape,
    elements,
    bytes: 4 * elements,
    ownBytes: 4 * elements,
    isShared: false,
    place,
    role: "parameter",
    ...changes,
  };
}

test("totals by prefix", () => {
  const tree = checkpointTree([
    tensor("a.conv.weight", [4, 2]),
    tensor("a.conv.mean", [4], { role: "buffer" }),
    tensor("a.tied", [4, 2], { isShared: true, ownBytes: 0 }),
    tensor("b", [3], { dtype: "float16", bytes: 6, ownBytes: 6 }),
  ]);
  expect(tree).toMatchObject({ tensors: 4, parameters: 11, bytes: 54 });
  expect(tree.bytesByType).toEqual(
    new Map([
      ["float32", 48],
      ["float16", 6],
    ]),
  );
  expect(tree.children).toMatchObject([
    {
      name: "a",
      tensors: 3,
      parameters: 8,
      children: [
        { name: "conv", prefix: "a.conv", tensors: 2, bytes: 48 },
        { name: "tied", parameters: 0 },
      ],
    },
    { name: "b", tensor: { name: "b" } },
  ]);
  expect(checkpointTotals([tensor("x"), tensor("y", [2], { elements: undefined })])).toMatchObject({
    parameters: undefined,
    bytes: 16,
  });
});

test("names that mean something in the language are names", () => {
  const tree = checkpointTree([tensor("__proto__.constructor"), tensor("")]);
  expect(tree.children.map((it) => it.name)).toEqual(["__proto__", ""]);
});

const model = [
  "layer4.2.conv3.weight",
  "layer4.2.conv3.bias",
  "layer4.2.conv3.scale",
  "layer4.2.bn.weight",
  "fc.weight",
];

test("a module that is missing as a whole is one line", () => {
  const match = matchCheckpoint(
    model.map((name) => ({ name, shape: [2] })),
    [tensor("layer4.2.bn.weight"), tensor("fc.weight", [3]), tensor("head.a"), tensor("head.b")],
  );
  expect(match).toEqual({
    matched: 1,
    missing: [{ name: "layer4.2.conv3", tensors: 3 }],
    unexpected: [{ name: "head", tensors: 2 }],
    mismatched: [{ name: "fc.weight", expected: [2], found: [3] }],
  });
  expect(match.missing.map(missingText)).toEqual(["checkpoint lacks layer4.2.conv3 (3 tensors)"]);
});

test("one tensor of a module that is there is named itself", () => {
  const match = matchCheckpoint([{ name: "a.weight" }, { name: "a.bias" }], [tensor("a.weight")]);
  expect(match.missing.map(missingText)).toEqual(["checkpoint lacks a.bias"]);
});

test.each(["module.", "model.", "module.model.", "_orig_mod."])(
  "the prefix %s of a wrapper is left out",
  (prefix) => {
    const wrapped = model.map((it) => tensor(`${prefix}${it}`));
    const plain = model.map((name) => ({ name }));
    expect(matchCheckpoint(plain, wrapped)).toMatchObject({
      stripped: { side: "checkpoint", prefix },
      matched: 5,
      missing: [],
      unexpected: [],
    });
    const other = matchCheckpoint(
      wrapped.map(({ name }) => ({ name })),
      model.map((it) => tensor(it)),
    );
    expect(other).toMatchObject({ stripped: { side: "model", prefix }, matched: 5, missing: [] });
  },
);

test("what a wrapper puts in the midst of names is left out", () => {
  const wrapped = ["net._orig_mod.a.weight", "net._orig_mod.b._fsdp_wrapped_module.weight"].map((it) =>
    tensor(it),
  );
  const plain = ["a.weight", "b.weight"].map((name) => ({ name }));
  expect(matchCheckpoint(plain, wrapped)).toMatchObject({ matched: 2, missing: [], unexpected: [] });
});

test("a hundred thousand names are matched in a moment", () => {
  const names = Array.from({ length: 100_000 }, (_, i) => `blocks.${i % 100}.mlp.${i}.weight`);
  const start = performance.now();
  matchCheckpoint(
    names.map((name) => ({ name })),
    names.map((it) => tensor(`x.${it}`)),
  );
  expect(performance.now() - start).toBeLessThan(10_000);
}, 20_000);
