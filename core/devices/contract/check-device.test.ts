import { expect, test } from "vitest";
import { checkDevice } from "./check-device.ts";
import { type Device } from "./device.ts";
import { numberPaths, sourceOf } from "./source-of.ts";
import { cited, derived, survey } from "./source.ts";

const device = {
  id: "a",
  name: "A",
  vendor: "V",
  kind: "soc",
  cpu: { name: "C", cores: 4, peak: { fp32: { operationsPerSecond: 8e9 } } },
  memory: { bytes: 2 ** 30, variantsBytes: [2 ** 30, 2 ** 31] },
  isHostRequired: false,
  runtimes: [{ id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] }],
  defaultRuntime: { runtime: "onnxruntime", unit: "cpu", precision: "fp32" },
  formats: ["onnx"],
  precisionsAccelerated: [],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [],
  sources: { "": survey(), cpu: cited("a page"), "cpu.peak.fp32": derived("4 × 1 GHz × 2") },
} satisfies Device;

test("the longest path counts, and another name that starts alike does not", () => {
  expect(sourceOf(device, "cpu.peak.fp32.operationsPerSecond")?.status).toBe("derived");
  expect(sourceOf(device, "cpu.peak.fp16")?.status).toBe("cited");
  expect(sourceOf(device, "cpus")?.status).toBe("survey");
  expect(sourceOf({ ...device, sources: {} }, "cpu")).toBeUndefined();
  expect(sourceOf(device, "constructor")?.status).toBe("survey");
});

test("numbers in lists have paths too", () => {
  expect(numberPaths(device)).toEqual([
    "cpu.cores",
    "cpu.peak.fp32.operationsPerSecond",
    "memory.bytes",
    "memory.variantsBytes.0",
    "memory.variantsBytes.1",
  ]);
});

const faultsOf = (change: Partial<Device>) =>
  checkDevice({ ...device, ...change }).map((it) => it.path.join("/"));

test.each<readonly [string, Partial<Device>, readonly string[]]>([
  ["a good device", {}, []],
  [
    "a unit that is not there",
    { runtimes: [...device.runtimes, { id: "tensorrt", unit: "gpu", precisions: ["fp16"] }] },
    ["runtimes/1/unit"],
  ],
  [
    "a fallback that is not there",
    { runtimes: [{ ...device.runtimes[0], fallback: "npu" }] as Device["runtimes"] },
    ["runtimes/0/fallback"],
  ],
  [
    "no precision",
    { runtimes: [{ id: "onnxruntime", unit: "cpu", precisions: [] }] },
    ["runtimes/0/precisions", "defaultRuntime"],
  ],
  ["a runtime twice", { runtimes: [...device.runtimes, ...device.runtimes] }, ["runtimes/1/id"]],
  [
    "a default that is no runtime",
    { defaultRuntime: { runtime: "tflite", unit: "cpu", precision: "fp32" } },
    ["defaultRuntime"],
  ],
  [
    "the CPU of a host",
    { runtimes: [{ id: "onnxruntime", unit: "cpu", precisions: ["fp32"] }], isHostRequired: true },
    [],
  ],
  [
    "a source of nothing",
    { sources: { ...device.sources, "memory.byte": survey() } },
    ["sources/memory.byte"],
  ],
  ["numbers without a source", { sources: { cpu: cited("a page") } }, ["sources", "sources", "sources"]],
])("%s", (_, change, expected) => {
  expect(faultsOf(change)).toEqual(expected);
});

test("a sparse rate below the dense one is a fault", () => {
  const cpu = { name: "C", peak: { int8: { operationsPerSecond: 2, sparseOperationsPerSecond: 1 } } };
  expect(faultsOf({ cpu, sources: { "": survey() } })).toEqual(["cpu/peak/int8"]);
});
