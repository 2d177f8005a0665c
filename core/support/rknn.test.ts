import { expect, test } from "vitest";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { supportOf } from "./support-of.ts";

function judge(model: string) {
  const { analysis, target } = subjectOf({ model, device: "rk3588" });
  const node = analysis.nodes.at(-1);
  if (!node || !target) throw new Error("no node");
  return supportOf(node, target, analysis.model);
}

// RKNNToolKit2_OP_Support-2.3.2.md
test.each(
  "Abs Ceil CumSum DeformConv Einsum GatherND GridSample Neg NonMaxSuppression NonZero Not OneHot Range Round Sign Trilu".split(
    " ",
  ),
)("%s stops the conversion", (type) => {
  const { analysis, target } = subjectOf({
    model: "g (float[4] x) => (float[4] y) { y = Abs (x) }",
    device: "rk3588",
  });
  const [node] = analysis.nodes;
  if (!node || !target) throw new Error("no node");
  const renamed = { ...node, node: { ...node.node, opType: type } };
  expect(supportOf(renamed, target, analysis.model)).toMatchObject({ supported: "no" });
  expect(supportOf(renamed, target, analysis.model).fallsBack).toBeUndefined();
});

const conv = (kernel: number, attributes: string, [inputs, outputs, group] = [8, 4, 1]) =>
  `g (float[1, ${inputs}, 64, 64] x) => (float[] y)
<float[${outputs}, ${(inputs ?? 8) / (group ?? 1)}, ${kernel}, ${kernel}] w = ["location": "w"]>
{ y = Conv <${attributes}group = ${group}> (x, w) }`;
const pool = (type: string, kernel: number, attributes = "") =>
  `g (float[1, 8, 64, 64] x) => (float[] y) { y = ${type} <${attributes}kernel_shape = [${kernel}, ${kernel}]> (x) }`;
const transposed = (stride: number) =>
  `g (float[1, 8, 8, 8] x) => (float[] y) <float[8, 4, 4, 4] w = ["location": "w"]> { y = ConvTranspose <strides = [${stride}, ${stride}]> (x, w) }`;
const resize = (to: string, mode = "linear") => `<ir_version: 8, opset_import: ["" : 13]>
g (float[1, 8, 16, 16] x) => (float[1, 8, ${to}] y) <int64[4] s = {1, 8, ${to}}> { y = Resize <mode = "${mode}"> (x, , , s) }`;

// 05_RKNN_Compiler_Support_Operator_List_V2.3.2: ranges of the NPU.
test.each([
  [conv(31, ""), "yes"],
  [conv(32, ""), "no"],
  [conv(3, "strides = [7, 7], "), "yes"],
  [conv(3, "strides = [8, 8], "), "no"],
  [conv(3, "pads = [16, 16, 16, 16], "), "no"],
  [conv(3, "", [8, 8, 8]), "yes"],
  [conv(9, "", [8, 8, 8]), "no"],
  [conv(9, ""), "yes"],
  [pool("MaxPool", 7), "yes"],
  [pool("MaxPool", 8), "no"],
  [pool("AveragePool", 3, "ceil_mode = 1, "), "limited"],
  [transposed(2), "yes"],
  [transposed(3), "no"],
  [resize("32, 32"), "yes"],
  [resize("24, 24"), "limited"],
  [resize("160, 160"), "limited"],
  [resize("32, 32", "cubic"), "no"],
  ["g (float[1, 8, 7, 7] x) => (float[] y) { y = GlobalAveragePool (x) }", "yes"],
  ["g (float[1, 8, 14, 14] x) => (float[] y) { y = GlobalAveragePool (x) }", "limited"],
] as const)("%s: %s", (model, expected) => {
  expect(judge(model).supported).toBe(expected);
});
