import { describe, expect, test } from "vitest";
import { devices } from "../../core/devices/index.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { type Prediction } from "../../core/predict/prediction.ts";
import { readOnnxText } from "../../core/read/onnx-text.ts";
import { deviceFacts, timeChange } from "../cards/device-lens.ts";
import { modelSection, nodeSection } from "../cards/device-section.ts";
import { hotPlaces } from "../cards/hot-places.ts";
import { resolveTargets } from "../project/targets.ts";
import { evaluated, kernelHead, timeOf } from "./evaluated.ts";
import { followingChannels } from "./following-channels.ts";

const weights = `float[32, 16, 3, 3] w = ["location": "w.bin"], float[32, 32, 3, 3] v = ["location": "w.bin"]`;
const pads = "<pads = [1, 1, 1, 1]>";
const chain = `chain (float[1, 16, 56, 56] x, ${weights}) => (float[1, 32, 56, 56] y) {
  a = Conv ${pads} (x, w)
  b = Relu (a)
  y = Conv ${pads} (b, v)
}`;
const sum = `sum (float[1, 16, 56, 56] x, ${weights}) => (float[1, 32, 56, 56] y) {
  a = Conv ${pads} (x, w)
  b = Conv ${pads} (a, v)
  y = Add (a, b)
}`;

function evaluatedOn(text: string, ...names: string[]) {
  const targets = resolveTargets(
    names.map((name) => ({ name })),
    devices,
  );
  if (!targets.ok) throw new Error(targets.error);
  const analysis = analyze(readOnnxText(text).value.model);
  return evaluated(analysis, { problems: [], targets: targets.value });
}

describe("times of nodes", () => {
  const evaluation = evaluatedOn(chain, "jetson-nano", "avant-x70");
  const prediction = evaluation.predictions[0]?.prediction as Prediction;
  const [first, relu, last] = evaluation.analysis.nodes;

  test("belong to the node that a kernel begins with, and add up to no more than the whole", () => {
    if (!first || !relu || !last) throw new Error("no nodes");
    expect(timeOf(prediction, [relu])).toBeUndefined();
    expect(kernelHead(prediction, relu, evaluation.analysis)).toBe(first);
    const [one, two] = [first, last].map((it) => timeOf(prediction, [it]));
    expect(timeOf(prediction, [first, relu, last])?.ms).toBeCloseTo((one?.ms ?? 0) + (two?.ms ?? 0), 9);
    expect((one?.share ?? 0) + (two?.share ?? 0)).toBeLessThanOrEqual(1.0001);
    // Twice the input channels.
    expect(two?.ms).toBeGreaterThan(one?.ms ?? Infinity);
  });

  test("are shares at the hottest places, of the first target", () => {
    const hot = [...hotPlaces(evaluation, (it) => it.label)];
    expect(hot.map(([label]) => label)).toEqual([last?.label, first?.label]);
  });

  test("stand in cards, and a device that nothing is known of says so", () => {
    const { table } = nodeSection({ evaluation, docs: "docs" }, [first!]);
    expect(table[0]).toMatch(/^\| Jetson Nano · TensorRT FP16 \| [\d.]+-[\d.]+\u2009ms \| \d+% \| \w+ \|$/m);
    expect(table[0]).toMatch(/^\| Avant-X70 \| no data \| \| no runtime is known for .* \|$/m);
    const whole = modelSection({ evaluation, docs: undefined }).table[0];
    expect(whole).toMatch(/^\| Avant-X70 \| no data \| \? no data \|/m);
    expect(deviceFacts(evaluation)).toMatch(/^Jetson Nano FP16 ~[\d.-]+\u2009ms · Avant-X70 no data$/);
  });
});

test("a lens has two devices and says how many more", () => {
  const evaluation = evaluatedOn(chain, "jetson-nano", "rk3588", "coral-usb", "ncs2");
  expect(deviceFacts(evaluation)).toMatch(/^Jetson Nano .* · RK3588 .* · \+2 more$/);
  expect(deviceFacts(evaluatedOn(chain))).toBeUndefined();
});

test("a model too large to be looked at while somebody waits says so", () => {
  const nodes = Array.from({ length: 30_001 }, (_, i) => `x${i + 1} = Relu (x${i})`).join("\n");
  const text = `large (float[1, 8] x0) => (float[1, 8] x30001) {\n${nodes}\n}`;
  const { diagnostics, predictions } = evaluatedOn(text, "jetson-nano");
  expect(diagnostics).toEqual([]);
  expect(predictions[0]?.prediction).toEqual({ noData: expect.stringContaining("30001 nodes") });
});

test("a change of time is said where there is one", () => {
  expect(timeChange(10, 11.23)).toBe("+1.2\u2009ms");
  expect(timeChange(10, 9)).toBe("−1.0\u2009ms");
  expect(timeChange(10, 10.001)).toBeUndefined();
  expect(timeChange(undefined, 1)).toBeUndefined();
});

describe("followingChannels", () => {
  const following = (text: string) => {
    const analysis = analyze(readOnnxText(text).value.model);
    const [first] = analysis.nodes;
    return first && followingChannels(first, analysis)?.map((it) => [it.node.label, it.name]);
  };

  test("is the layer behind the activation", () => expect(following(chain)).toEqual([["y", "in_channels"]]));
  test("is not known where a sum reads it", () => expect(following(sum)).toBeUndefined());
  test("is not known of what the model gives", () => {
    const one = `one (float[1, 16, 8, 8] x, ${weights}) => (float[1, 32, 8, 8] y) { y = Conv ${pads} (x, w) }`;
    expect(following(one)).toBeUndefined();
  });
});
