import { expect, test } from "vitest";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { supportOf } from "./support-of.ts";

function judge(model: string) {
  const { analysis, target } = subjectOf({ model, device: "intel-ncs2" });
  const node = analysis.nodes.at(-1);
  if (!node || !target) throw new Error("no node");
  return supportOf(node, target, analysis.model);
}

const unary = (type: string) => `g (float[1, 8, 16, 16] x) => (float[] y) { y = ${type} (x) }`;

// OpenVINO 2022, Supported Devices, column VPU; open_model_zoo 2022.3 says YES to all MobileNetV3, which have HardSwish.
test.each([
  ["Cos", "no"],
  ["Atanh", "no"],
  ["Relu", "yes"],
  ["Softplus", "yes"],
  ["Erf", "yes"],
  ["HardSwish", "unknown"],
  ["HardSigmoid", "unknown"],
])("%s: %s", (type, expected) => {
  expect(judge(unary(type)).supported).toBe(expected);
});

test("maps are 2-D", () => {
  const model = `g (float[1, 3, 8, 8, 8] x) => (float[] y) <float[4, 3, 3, 3, 3] w = ["location": "w"]> { y = Conv (x, w) }`;
  expect(judge(model)).toMatchObject({ supported: "no", isLimit: true });
});
