import { expect, test } from "vitest";
import { type Fusion, kernelsOf } from "./kernels.ts";
import { type NodeKind } from "./node-kind.ts";
import { type WorkNode, type Workload } from "./workload.ts";

const joined: Fusion = { sums: true, smooth: true, joins: true };
const apart: Fusion = { sums: false, smooth: false, joins: false };

/** Nodes as `kind inputs -> output`; every tensor has 100 elements, convolutions 50 weights and 1000 multiply-adds. */
function workload(
  ...rows: readonly (readonly [kind: NodeKind, inputs: readonly number[], output: number])[]
) {
  const nodes = rows.map(([kind, inputs, output], index): WorkNode => {
    const isConv = kind === "conv";
    return {
      index,
      kind,
      inputs,
      outputs: [output],
      multiplyAdds: isConv ? 1000 : 0,
      weights: isConv ? 50 : 0,
    };
  });
  const last = rows.at(-1)?.[2] ?? 0;
  return {
    tensors: Array(last + 1).fill(100),
    nodes,
    inputs: [0],
    outputs: [last],
    unsized: 0,
  } satisfies Workload;
}

const shapes = (it: Workload, fusion: Fusion) => kernelsOf(it, fusion).map((k) => [k.class, k.nodes]);

test("normalization and activation go into the convolution before them", () => {
  const it = workload(["conv", [0], 1], ["norm", [1], 2], ["clip", [2], 3]);
  expect(kernelsOf(it, apart)).toEqual([
    { class: "dense", nodes: [0, 1, 2], multiplyAdds: 1000, reads: 100, writes: 100, weights: 50, smooth: 0 },
  ]);
});

test("a sum is part of the kernel only where the runtime joins sums, and its other input is read", () => {
  const it = workload(["conv", [0], 1], ["conv", [1], 2], ["elementwise", [2, 1], 3], ["clip", [3], 4]);
  expect(shapes(it, joined)).toEqual([
    ["dense", [0]],
    ["dense", [1, 2, 3]],
  ]);
  expect(kernelsOf(it, joined)[1]?.reads).toBe(200);
  expect(shapes(it, apart)).toEqual([
    ["dense", [0]],
    ["dense", [1]],
    ["elementwise", [2, 3]],
  ]);
});

test("x · sigmoid(x) of two nodes costs what Swish of one costs", () => {
  const two = workload(["conv", [0], 1], ["smooth", [1], 2], ["elementwise", [1, 2], 3]);
  const one = workload(["conv", [0], 1], ["smooth", [1], 2]);
  const cost = (it: Workload) => kernelsOf(it, joined).map(({ nodes: _, ...rest }) => rest);
  expect(cost(two)).toEqual(cost(one));
  expect(kernelsOf(two, joined)[0]?.smooth).toBe(100);
});

test("what two nodes read is written", () => {
  const it = workload(["conv", [0], 1], ["clip", [1], 2], ["conv", [1], 3]);
  expect(shapes(it, joined)).toEqual([
    ["dense", [0]],
    ["elementwise", [1]],
    ["dense", [2]],
  ]);
});

test("joins and slices cost nothing where the runtime reads and writes in place", () => {
  const it = workload(["conv", [0], 1], ["slice", [1], 2], ["concat", [1, 2], 3]);
  expect(shapes(it, joined)).toEqual([["dense", [0]]]);
  expect(shapes(it, apart).map(([kind]) => kind)).toEqual(["dense", "shuffle", "shuffle"]);
});
