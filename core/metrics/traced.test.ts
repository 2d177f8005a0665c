import { describe, expect, test } from "vitest";
import { tracedAnalysis } from "../read/trace.test-helper.ts";

const linear = {
  op: "linear",
  domain: "aten",
  in: ["x", "fc.weight", "fc.bias"],
  out: { y: "float32 1x10" },
};
const weights = { "fc.weight": { type: "float32 10x8" }, "fc.bias": { type: "float32 10" } };

describe("parameters of a trace", () => {
  test("are what the program says, used or not, shared ones once", () => {
    const { totals, nodes } = tracedAnalysis({
      inputs: { x: "float32 1x8" },
      constants: {
        ...weights,
        unused: { type: "float32 100" },
        running_mean: { type: "float32 8", role: "buffer" },
        num_batches_tracked: { type: "int64 scalar", role: "buffer" },
        literal: { type: "float32 5", role: "constant" },
      },
      nodes: [linear, { ...linear, out: { z: "float32 1x10" } }],
    });
    expect(totals.parameters).toBe(10 * 8 + 10 + 100);
    expect(nodes.map((it) => it.cost.parameters)).toEqual([90, 90]);
    expect(totals.weightBytes).toBe(4 * (90 + 100 + 8) + 8);
  });

  test("count whatever operator takes them, and whatever their names say", () => {
    const { totals } = tracedAnalysis({
      inputs: { x: "float32 1x8" },
      constants: {
        gamma: { type: "float32 scalar" },
        mask: { type: "float32 8" },
        onnx: { type: "float32 8", role: "buffer" },
        // Kernel of a blur: a value in the code.
        weight: { type: "float32 1x1x3", role: "constant" },
        axis: { type: "int64 1", role: "constant", values: [1] },
      },
      nodes: [
        { op: "Mul", in: ["x", "gamma"], out: { a: "float32 1x8" } },
        { op: "Add", in: ["a", "mask"], out: { b: "float32 1x8" } },
        { op: "Add", in: ["b", "onnx"], out: { c: "float32 1x8" } },
        { op: "Unsqueeze", in: ["c", "axis"], out: { d: "float32 1x1x8" } },
        { op: "Conv", in: ["d", "weight"], out: { e: "float32 1x1x6" } },
      ],
    });
    expect(totals.parameters).toBe(1 + 8);
    expect(totals.weightBytes).toBe(4 * (1 + 8 + 8 + 3));
  });

  test("a buffer in place of a weight is no parameter", () => {
    const { totals } = tracedAnalysis({
      inputs: { x: "float32 1x8" },
      constants: { ...weights, "fc.weight": { type: "float32 10x8", role: "buffer" } },
      nodes: [linear],
    });
    expect(totals.parameters).toBe(10);
  });
});

test("what is made of weights alone is computed in each inference, as the program does it", () => {
  const { nodes, totals } = tracedAnalysis({
    inputs: { x: "float32 4x8" },
    constants: { a: { type: "float32 16x8" }, b: { type: "float32 8x8" } },
    nodes: [
      { op: "MatMul", in: ["a", "b"], out: { w: "float32 16x8" } },
      { op: "linear", domain: "aten", in: ["x", "w"], out: { y: "float32 4x16" } },
    ],
  });
  expect(nodes.map((it) => it.isFolded)).toEqual([false, false]);
  expect(totals.multiplyAdds.value).toBe(16 * 8 * 8 + 4 * 16 * 8);
  expect(totals.parameters).toBe(16 * 8 + 8 * 8);
});

test("views of weights take no memory of their own", () => {
  const { totals } = tracedAnalysis({
    inputs: { x: "float32 1x8" },
    constants: {
      w: { type: "float32 1000x8" },
      shape: { type: "int64 1", role: "constant", values: [8000] },
      axes: { type: "int64 1", role: "constant", values: [0] },
    },
    nodes: [
      { op: "Reshape", in: ["w", "shape"], out: { v: "float32 8000" } },
      { op: "Unsqueeze", in: ["v", "axes"], out: { u: "float32 1x8000" } },
      { op: "Relu", in: ["x"], out: { y: "float32 1x8" } },
    ],
  });
  expect(totals.peakActivationBytes.value).toBe(64);
});

describe("types", () => {
  test("are the trace's; where the operator says otherwise that is a problem", () => {
    const { nodes, problems } = tracedAnalysis({
      inputs: { x: "float32 1x8" },
      constants: weights,
      nodes: [{ ...linear, out: { y: "float32 1x11" } }],
    });
    expect(nodes[0]?.outputs[0]?.type).toMatchObject({ shape: [1, 11] });
    expect(problems).toMatchObject([
      {
        code: "shape",
        message: 'aten.linear "linear": its output would be 1×10, but the trace has 1×11.',
      },
    ]);
  });

  test("so are element types, which PyTorch mixes where ONNX does not", () => {
    const { problems, nodes } = tracedAnalysis({
      inputs: { x: "int64 4", y: "float32 4" },
      nodes: [{ op: "Add", in: ["x", "y"], out: { z: "float32 4" } }],
    });
    expect(problems).toEqual([]);
    expect(nodes[0]?.cost.memoryAccessBytes).toBe(4 * 8 + 4 * 4 + 4 * 4);
  });

  test("serve operators whose output nothing tells", () => {
    const { nodes, coverage } = tracedAnalysis({
      inputs: { x: "float32 4x5" },
      nodes: [{ op: "sort", domain: "aten", in: ["x"], out: { v: "float32 4x5", i: "int64 4x5" } }],
    });
    expect(nodes[0]?.cost).toMatchObject({ memoryAccess: 60, memoryAccessBytes: 20 * 4 + 20 * 4 + 20 * 8 });
    expect(coverage.uncounted).toEqual([]);
  });
});

test("a function that is in no table is named", () => {
  const { coverage, totals } = tracedAnalysis({
    inputs: { x: "float32 4" },
    nodes: [{ op: "frobnicate", domain: "aten", in: ["x"], out: { y: "float32 4" } }],
  });
  expect(coverage.uncounted.map((it) => it.reason)).toEqual(["no entry for operator aten.frobnicate"]);
  expect(totals.multiplyAdds).toEqual({ isLowerBound: true });
});
