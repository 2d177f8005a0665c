import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { checkDevice } from "./contract/check-device.ts";
import { type Device } from "./contract/device.ts";
import { fastestUnit, peakMultiplyAddsPerSecond, ridgePoint } from "./contract/rates.ts";
import { runtimeNames } from "./contract/runtime.ts";
import { numberPaths, sourceOf } from "./contract/source-of.ts";
import { surveyDevices } from "./contract/survey-tables.test-helper.ts";
import { devices } from "./index.ts";

/** Every id of the catalogue with its number of corrections to the survey; those from jetson-agx-xavier on are not in it. */
const corrections: Readonly<Record<string, number>> = {
  "jetson-nano": 3,
  "jetson-tx2": 2,
  "jetson-xavier-nx": 3,
  "intel-ncs2": 5,
  "coral-dev-board": 3,
  "coral-usb": 1,
  "edgeboard-fz3": 1,
  "kria-k26": 1,
  "atlas-200-dk": 3,
  "sophon-sm5": 1,
  "imx-8m-plus": 2,
  "mlu220-som": 1,
  "mlu220-m2": 0,
  rk3566: 1,
  "snapdragon-8-gen-3": 2,
  "apple-a17-pro": 2,
  "dimensity-9300": 1,
  "hailo-8-m2": 1,
  "corazon-ai": 1,
  sp701: 2,
  "versal-2ve3304": 1,
  "avant-x70": 1,
  "pynq-z1": 1,
  "jetson-agx-xavier": 0,
  "jetson-orin-nano-4gb": 0,
  "jetson-orin-nano-4gb-super": 0,
  "jetson-orin-nano-8gb": 0,
  "jetson-orin-nano-8gb-super": 0,
  "jetson-orin-nx-8gb": 0,
  "jetson-orin-nx-16gb": 0,
  "jetson-agx-orin-32gb": 0,
  "jetson-agx-orin-64gb": 0,
  "raspberry-pi-4": 0,
  "raspberry-pi-5": 0,
  "hailo-8l": 0,
  "raspberry-pi-5-hailo-8l": 0,
  "coral-dev-board-mini": 0,
  "coral-dev-board-micro": 0,
  rk3588: 0,
  "ethos-u55": 0,
  "ethos-u65": 0,
};

const byId = new Map<string, Device>(devices.map((it) => [it.id, it]));
const get = (id: string): Device => byId.get(id) ?? expect.fail(`There is no ${id}.`);
const each = devices.map((it) => [it.id, it] as const);

/** Every text in a value. */
function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

test("the catalogue has the devices of the list, each once, in the file of its name", () => {
  const ids = devices.map((it) => it.id);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(corrections)));
  expect(Object.keys(corrections)).toHaveLength(41);
  const files = readdirSync(import.meta.dirname).filter(
    (it) => /^[a-z0-9-]+\.ts$/.test(it) && it !== "index.ts",
  );
  expect(ids).toEqual(files.map((it) => it.slice(0, -".ts".length)).sort());
});

test.each(each)("%s: every part fits the others and every number has a source", (_, device) => {
  expect(checkDevice(device)).toEqual([]);
  expect(numberPaths(device).filter((it) => (sourceOf(device, it)?.text ?? "").length < 6)).toEqual([]);
});

test.each(each)("%s: numbers are positive and finite", (_, device) => {
  const value = (path: string) =>
    path.split(".").reduce<unknown>((it, key) => (it as Record<string, unknown>)[key], device) as number;
  expect(numberPaths(device).filter((it) => !(value(it) > 0 && Number.isFinite(value(it))))).toEqual([]);
});

test.each(each)("%s says nothing that only its makers understand", (_, device) => {
  for (const it of texts(device)) {
    expect(it).not.toMatch(/\bfs:|memory, unverified|\[derived|\bMAC\b|!|\/work\/|\/tmp\//);
    expect(it).not.toBe("");
  }
});

test.each(Object.entries(corrections))("%s corrects the survey in %i places", (id, count) => {
  expect(get(id).corrections).toHaveLength(count);
});

test("the survey's rows are those of its tables, word for word", () => {
  const rows = devices.flatMap((it) => (it.paperRow ? [it.paperRow] : []));
  const order = (it: { table: number; cells: Readonly<Record<string, string>> }) =>
    `${it.table} ${it.cells["Device"] ?? ""}`;
  const sorted = (list: readonly { table: number; cells: Readonly<Record<string, string>> }[]) =>
    [...list].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  expect(surveyDevices()).toHaveLength(23);
  expect(sorted(rows)).toEqual(sorted(surveyDevices()));
});

const inSurvey = each.filter(([, it]) => it.paperRow);
const isCorrected = (device: Device, field: string) => device.corrections.some((it) => it.field === field);

test.each(inSurvey)("%s: a power that differs from the survey's has a correction", (_, device) => {
  const stated = device.paperRow?.cells["Power Consumption"] ?? "";
  const watts = /^([\d.]+) W$/.exec(stated)?.[1];
  if (watts === undefined || isCorrected(device, "power")) return;
  expect([device.power?.typicalWatts, device.power?.maximumWatts]).toContain(Number(watts));
});

test.each(inSurvey)("%s: a computing power that differs from the survey's has a correction", (_, device) => {
  const stated = device.paperRow?.cells["Computing power"] ?? "";
  const [, amount, prefix] = /^([\d.]+)(?:\([\d.]+\))? ?([GT])(?:FL)?OPS$/.exec(stated) ?? [];
  if (amount === undefined || isCorrected(device, "peak")) return;
  const rates = [device.cpu, device.gpu, device.npu].flatMap((it) => Object.values(it?.peak ?? {}));
  expect(rates.map((it) => it.operationsPerSecond)).toContain(Number(amount) * (prefix === "T" ? 1e12 : 1e9));
});

test.each(inSurvey)("%s: the survey's memory bandwidth is ours", (_, device) => {
  const stated = /([\d.]+) GB\/s/.exec(device.paperRow?.cells.RAM ?? "")?.[1];
  if (stated !== undefined) expect(device.memory.bandwidthBytesPerSecond).toBe(Number(stated) * 1e9);
});

test("what nobody has confirmed keeps its mark", () => {
  for (const id of ["apple-a17-pro", "imx-8m-plus", "avant-x70", "ethos-u55", "ethos-u65"]) {
    expect(get(id).sources[""]?.status, id).toBe("unverified");
  }
  const marked: readonly (readonly [string, string])[] = [
    ["coral-dev-board-mini", "memory.bytes"],
    ["coral-dev-board-micro", "memory.bytes"],
    ["jetson-xavier-nx", "gpu.peak.int8.operationsPerSecond"],
    ["jetson-agx-orin-64gb", "gpu.peak.fp16.operationsPerSecond"],
    ["jetson-agx-orin-32gb", "gpu.clockHz"],
    ["jetson-orin-nano-4gb-super", "memory.bandwidthBytesPerSecond"],
    ["kria-k26", "memory.bandwidthBytesPerSecond"],
    ["rk3566", "npu.peak.fp16.operationsPerSecond"],
    ["sophon-sm5", "npu.peak.fp32.operationsPerSecond"],
    ["raspberry-pi-4", "cpu.peak.fp32.operationsPerSecond"],
    ["raspberry-pi-5", "memory.bandwidthBytesPerSecond"],
  ];
  for (const [id, path] of marked)
    expect(sourceOf(get(id), path)?.status, `${id} ${path}`).toBe("unverified");
});

/** FP16 on Nano: 1 SM × 128 cores × 0.9216 GHz × 2 FMA per cycle, over 64 bit × 3200 MT/s / 8. */
test("ridge points follow from peak and bandwidth", () => {
  expect(ridgePoint(get("jetson-nano"), "gpu", "fp16")).toBeCloseTo((128 * 0.9216 * 2) / 25.6, 2);
  expect(ridgePoint(get("jetson-nano"), "gpu", "fp32")).toBeCloseTo((128 * 0.9216) / 25.6, 2);
  expect(ridgePoint(get("jetson-agx-orin-64gb"), "gpu", "int8")).toBeCloseTo((64 * 512 * 1.3) / 204.8, 6);
  expect(ridgePoint(get("edgeboard-fz3"), "npu", "int8")).toBe(31.25);
  expect(ridgePoint(get("intel-ncs2"), "npu", "fp16")).toBeUndefined();
  expect(ridgePoint(get("jetson-nano"), "gpu", "int8")).toBeUndefined();
});

test("the fastest unit and its rate are found by precision", () => {
  expect(fastestUnit(get("jetson-nano"), "fp32")).toBe("gpu");
  expect(fastestUnit(get("raspberry-pi-5-hailo-8l"), "int8")).toBe("npu");
  expect(fastestUnit(get("raspberry-pi-5-hailo-8l"), "fp32")).toBe("cpu");
  expect(fastestUnit(get("coral-usb"), "fp16")).toBeUndefined();
  expect(peakMultiplyAddsPerSecond(get("coral-usb"), "npu", "int8")).toBe(2e12);
});

test("NVIDIA's stated sums of GPU and DLAs come out of the dense rates", () => {
  // 275, 200, 157 and so on count INT8 with 2:4 sparsity on all units (AI performance row of its hardware page).
  for (const [id, tops] of [
    ["jetson-agx-orin-64gb", 275],
    ["jetson-agx-orin-32gb", 200],
    ["jetson-orin-nx-16gb", 100],
    ["jetson-orin-nx-8gb", 70],
    ["jetson-orin-nano-8gb-super", 67],
    ["jetson-orin-nano-8gb", 40],
    ["jetson-orin-nano-4gb-super", 34],
    ["jetson-orin-nano-4gb", 20],
  ] as const) {
    const { gpu, npu } = get(id);
    const sparse = [gpu, npu].map((it) => it?.peak.int8?.sparseOperationsPerSecond ?? 0);
    const sum = sparse.reduce((a, b) => a + b, 0) / 1e12;
    expect(Math.abs(sum / tops - 1), `${id}: ${sum} TOPS`).toBeLessThan(0.03);
  }
});

test("the defaults are those that make sense on the board", () => {
  const choice = (id: string) => {
    const { defaultRuntime: it } = get(id);
    return it && `${runtimeNames[it.runtime]} ${it.precision} ${it.unit}`;
  };
  expect(choice("jetson-nano")).toBe("TensorRT fp16 gpu");
  expect(choice("jetson-tx2")).toBe("TensorRT fp16 gpu");
  for (const it of devices.filter(({ id }) => id.includes("orin"))) {
    expect(choice(it.id)).toBe("TensorRT int8 gpu");
  }
  for (const it of devices.filter(({ id }) => id.startsWith("coral"))) {
    expect(choice(it.id)).toBe("TFLite + Edge TPU int8 npu");
  }
  expect(choice("intel-ncs2")).toBe("OpenVINO fp16 npu");
  expect(choice("raspberry-pi-4")).toBe("ONNX Runtime fp32 cpu");
  expect(choice("raspberry-pi-5")).toBe("ONNX Runtime fp32 cpu");
  expect(devices.filter((it) => !it.defaultRuntime).map((it) => it.id)).toEqual(["avant-x70", "sp701"]);
});

test("INT8 is not offered where it is not accelerated, and only FP16 on NCS2", () => {
  const tensorrt = (id: string) => get(id).runtimes.filter((it) => it.id === "tensorrt");
  expect(tensorrt("jetson-nano").map((it) => it.precisions)).toEqual([["fp32", "fp16"]]);
  expect(tensorrt("jetson-tx2").map((it) => it.precisions)).toEqual([["fp32", "fp16"]]);
  expect(get("jetson-nano").gpu?.peak.int8).toBeUndefined();
  expect(get("intel-ncs2").runtimes.flatMap((it) => it.precisions)).toEqual(["fp16"]);
  // Of the Orin family, NX and AGX have a DLA (Ultralytics guide to NVIDIA Jetson, DLA table).
  const hasDla = devices.filter((it) => it.id.includes("orin") && it.npu).map((it) => it.id);
  expect(hasDla).toEqual([
    "jetson-agx-orin-32gb",
    "jetson-agx-orin-64gb",
    "jetson-orin-nx-16gb",
    "jetson-orin-nx-8gb",
  ]);
});

test("what has ended is known", () => {
  const ends = (id: string) =>
    get(id).lifecycle.map((it) => `${it.name} ${it.lastVersion ?? ""} ${it.since ?? ""}`.trim());
  expect(ends("intel-ncs2")).toEqual(["OpenVINO MYRIAD plugin 2022.3.1 LTS 2023.0"]);
  expect(ends("jetson-nano")).toEqual(["JetPack 4 4.6.6"]);
  expect(ends("coral-usb")).toEqual(["pycoral"]);
  expect(ends("raspberry-pi-5")).toEqual([]);
});

test("composed devices are made of devices", () => {
  const parts = devices.flatMap((it) => it.composedOf ?? []);
  expect(parts).toEqual(["raspberry-pi-5", "hailo-8l"]);
  expect(parts.every((it) => byId.has(it))).toBe(true);
});
