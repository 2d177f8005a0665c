import { expect, test } from "vitest";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { computedNodes } from "./computed-nodes.ts";
import { supportOf } from "./support-of.ts";

/** What is said of a node of PyTorch source. */
function judge(opType: string, device: string, { domain = "", runtimeVersion = "" } = {}) {
  const { analysis, target } = subjectOf({
    model: "g (float[1, 4, 8] x) => (float[1, 4, 8] y) { y = Relu (x) }",
    device,
    ...(runtimeVersion && { runtimeVersion }),
  });
  const [report] = analysis.nodes;
  if (!report || !target) throw new Error("no node");
  const node = { ...report, node: { ...report.node, opType, domain } };
  return supportOf(node, target, { ...analysis.model, format: "pytorch" });
}

// torch.onnx writes the function body of an operator that is newer than the opset asked for; Gelu is of opset 20, Mish of 18.
test.each([
  ["LayerNormalization", "8.2", "yes"],
  ["GroupNormalization", "8.0", "yes"],
  ["Gelu", "8.6", "yes"],
  ["Mish", "8.2", "yes"],
  ["HardSwish", "8.2", "yes"],
  ["Swish", "10.3", "yes"],
  ["Trilu", "8.2", "no"],
  ["GridSample", "8.2", "no"],
  ["DeformConv", "8.6", "no"],
])("%s of PyTorch on TensorRT %s: %s", (type, runtimeVersion, expected) => {
  expect(judge(type, "jetson-nano", { runtimeVersion }).supported).toBe(expected);
});

test.each([
  ["scaled_dot_product_attention", "jetson-nano", "yes"],
  ["linear", "rk3588", "yes"],
  ["linear", "intel-ncs2", "yes"],
  ["cumsum", "rk3588", "no"],
  ["fft_rfft", "jetson-nano", "unknown"],
])("torch's own %s on %s: %s", (type, device, expected) => {
  expect(judge(type, device, { domain: "aten" }).supported).toBe(expected);
});

test("runtimes without a list know nothing", () => {
  for (const device of ["hailo-8l", "raspberry-pi-4", "kria-k26"]) {
    expect(judge("Relu", device).supported).toBe("unknown");
  }
});

test("what follows from stored tensors and known shapes is computed ahead", () => {
  const model = `g (float[1, 4] x) => (float[1, 4] y, float[1, 4] r)
<float[4] w = {1, 2, 3, 4}>
{
  a = Erf (w)
  b = Exp (a)
  s = Shape (x)
  c = RandomNormal <shape = [1, 4]> ()
  r = Add (c, w)
  y = Add (x, b)
}`;
  const { analysis } = subjectOf({ model });
  expect(computedNodes(analysis).map((it) => it.node.opType)).toEqual(["RandomNormal", "Add", "Add"]);
});
