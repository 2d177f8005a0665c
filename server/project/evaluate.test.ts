import { expect, test } from "vitest";
import { devices } from "../../core/devices/index.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { evaluate } from "./evaluate.ts";
import { resolveTargets, type WantedTarget } from "./targets.ts";

const { value, problems } = readOnnxText(`<ir_version: 8, opset_import: ["" : 13]>
net (float[1, 16, 32, 32] x, float[64, 16, 4, 4] w = ["location": "w.bin"], float[64, 64, 4, 4] v = ["location": "w.bin"]) => (float[1, 64, 26, 26] z) {
  y = Conv (x, w)
  z = Conv (y, v)
}`);
const analysis = analyze(value.model);

function targets(...wanted: WantedTarget[]) {
  const found = resolveTargets(wanted, devices);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

test("a prediction for each target, and a sentence where there is none", () => {
  const { predictions } = evaluate(analysis, {
    problems,
    targets: targets({ name: "jetson-nano" }, { name: "sp701" }),
  });
  const [nano, sp701] = predictions.map((it) => it.prediction);
  expect(nano).toMatchObject({ runtime: "tensorrt", precision: "fp16" });
  expect(sp701).toEqual({ noData: expect.stringContaining("SP701") });
});

test("a target's budget comes before that of the model", () => {
  const both = targets({ name: "jetson-nano" }, { name: "jetson-tx2", budgets: { latencyMs: 1e-6 } });
  const { diagnostics } = evaluate(analysis, { problems, targets: both, budgets: { latencyMs: 1e6 } });
  const broken = diagnostics.filter((it) => it.rule === "exceeds-latency-budget");
  expect(broken.map((it) => [it.device, it.severity])).toEqual([["jetson-tx2", "error"]]);
});

test("the worst finding that is not ignored speaks for the others", () => {
  const even = (isIgnored: (rule: string, label: string | undefined) => boolean) =>
    evaluate(analysis, { problems, targets: [], isIgnored: (rule, node) => isIgnored(rule, node?.label) })
      .diagnostics.filter((it) => it.rule === "even-kernel")
      .map((it) => [it.node?.label, it.alike.map((one) => one.label)]);
  expect(even(() => false)).toEqual([["z", ["y"]]]);
  expect(even((_, label) => label === "z")).toEqual([["y", []]]);
  expect(even((rule) => rule === "even-kernel")).toEqual([]);
});

test("severities are those that were chosen", () => {
  const severities = (rules: Readonly<Record<string, "error" | "off">>) =>
    evaluate(analysis, { problems, targets: [], rules })
      .diagnostics.filter((it) => it.rule === "even-kernel")
      .map((it) => it.severity);
  expect(severities({ "even-kernel": "error" })).toEqual(["error"]);
  expect(severities({ "even-kernel": "off" })).toEqual([]);
});
