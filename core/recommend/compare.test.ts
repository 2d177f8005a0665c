import { expect, test } from "vitest";
import { diagnose } from "../diagnostics/diagnose.ts";
import { subjectOf } from "../diagnostics/examples.test-helper.ts";
import { verdictText } from "../diagnostics/verdict.ts";
import { type Example, type Forecast, type Target } from "../rules/contract/subject.ts";
import { compareDevices } from "./compare.ts";

// Three layers of equal multiply-adds, 3×3×16×16 for each of 112×112 pixels, with HardSwish after the second: the Edge TPU
// does not have it, and with it the third goes to the CPU.
const model = `<ir_version: 8, opset_import: ["" : 17]>
head (float[1, 16, 112, 112] x, float[16, 16, 3, 3] w = ["location": "w.bin"]) => (float[1, 16, 112, 112] y) {
  a = Conv <pads = [1, 1, 1, 1]> (x, w)
  b = Conv <pads = [1, 1, 1, 1]> (a, w)
  c = HardSwish (b)
  y = Conv <pads = [1, 1, 1, 1]> (c, w)
}`;
const layer = 9 * 16 * 16 * 112 * 112;

// Its TensorRT 10 has HardSwish, that of JetPack 4 does not.
const orin = { device: "jetson-orin-nano-8gb", choice: { precision: "fp16" } } as const;
const forecast: Forecast = {
  latencyMs: { low: 8, expected: 10, high: 12.5 },
  energyMj: { low: 40, expected: 50, high: 62.5 },
  nodeMs: new Map([
    [0, 2],
    [1, 2],
    [2, 1],
    [3, 5],
  ]),
};

function compared(example: Omit<Example, "model">, given?: Forecast, budgets = {}, text = model) {
  const { target, ...subject } = subjectOf({ model: text, ...example }, given);
  const diagnostics = diagnose({ ...subject, budgets });
  const [row] = compareDevices(subject.analysis, [{ target: target as Target, diagnostics }]);
  if (!row) throw new Error("no row");
  return row;
}

test("a device that takes the model", () => {
  const row = compared(orin, forecast);
  expect(row.verdict).toBe("fits");
  expect(row.choice).toEqual({ runtime: "tensorrt", unit: "gpu", precision: "fp16" });
  expect(row.latencyMs).toEqual(forecast.latencyMs);
  expect(row.inferencesPerSecond).toEqual({ low: 80, expected: 100, high: 125 });
  expect(row.energyMj).toEqual(forecast.energyMj);
  expect(row.isFromDataSheet).toBe(false);
  // Weights of 2304 and two activations of 16×112×112 values, in two bytes each;
  expect(row.memory.neededBytes).toBe(2 * (2304 + 2 * 16 * 112 * 112));
  expect(row.memory.availableBytes).toBe(8 * 2 ** 30);
  expect(row.blockers).toEqual([]);
});

test("a part on the CPU is a blocker with its cost", () => {
  const row = compared({ device: "coral-usb" }, forecast);
  const [blocker] = row.blockers;
  expect(verdictText(row.verdict)).toBe("⚠ fits with warnings");
  expect(blocker?.rule).toBe("cpu-fallback-partition");
  // One of three layers.
  expect(layer / (3 * layer)).toBeCloseTo(0.33, 2);
  expect(blocker?.cost).toBe("2 operators on CPU: 33% of the multiply-adds");
  expect(blocker?.message).toContain("From HardSwish of 1×16×112×112 on, 2 of 4 operators");
});

test("an operator that nothing runs", () => {
  const row = compared({ device: "jetson-nano" }, forecast);
  const fatal = row.blockers.filter((it) => it.isFatal);
  expect(fatal.map((it) => it.rule)).toEqual(["unsupported-operator"]);
  expect(row.verdict).toBe("does-not-run");
  // The HardSwish: 1 of 10 ms.
  expect(fatal[0]?.cost).toBe("10% of the predicted time (1 ms)");
});

test("a broken budget", () => {
  const row = compared(orin, forecast, { latencyMs: 5 });
  expect(verdictText(row.verdict)).toBe("✗ does not fit");
  expect(row.blockers.map((it) => it.rule)).toEqual(["exceeds-latency-budget"]);
  expect(row.blockers[0]?.isFatal).toBe(false);
});

test("no data", () => {
  const row = compared(orin);
  expect(verdictText(row.verdict)).toBe("? no data");
  expect(row.latencyMs).toBeUndefined();
  expect(row.inferencesPerSecond).toBeUndefined();
});

test("weights that do not stay on the chip cost their way over the link", () => {
  // 9.44 M values of a byte; 7,235,174 stay, the rest goes over USB 3 at 515 MB/s.
  const wide = `<ir_version: 8, opset_import: ["" : 13]>
wide (float[1, 512, 7, 7] x, float[2048, 512, 3, 3] w = ["location": "w.bin"]) => (float[1, 2048, 7, 7] y) {
  y = Conv <pads = [1, 1, 1, 1]> (x, w)
}`;
  const row = compared({ device: "coral-usb" }, undefined, {}, wide);
  const ms = (1000 * (2048 * 512 * 9 - 7_235_174)) / 515e6;
  expect(ms).toBeCloseTo(4.28, 2);
  expect(row.blockers.map((it) => [it.rule, it.cost])).toEqual([
    ["exceeds-on-chip-cache", "4.3 ms of each inference"],
  ]);
});

test("memory that is missing is the cost", () => {
  // 614.4 M weights of four bytes on a board with 1 GiB.
  const large = `<ir_version: 8, opset_import: ["" : 13]>
large (float[1, 1024] x, float[1024, 600000] w = ["location": "w.bin"]) => (float[1, 600000] y) { y = MatMul (x, w) }`;
  const choice = { runtime: "tflite", unit: "cpu", precision: "fp32" } as const;
  const row = compared({ device: "coral-dev-board", choice }, undefined, {}, large);
  const [fatal] = row.blockers;
  expect(row.verdict).toBe("does-not-run");
  expect([fatal?.rule, fatal?.isFatal]).toEqual(["exceeds-device-memory", true]);
  // (1024 × 600,000 + 1024 + 600,000) × 4 bytes, less 2^30.
  expect(fatal?.cost).toBe("1.29\u2009GiB too much");
});
