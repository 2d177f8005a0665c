import fc from "fast-check";
import { expect, test } from "vitest";
import { sourceOf } from "../core/devices/contract/source-of.ts";
import { devices } from "../core/devices/index.ts";
import { readDevice, readDeviceValue } from "./read-device.ts";

const minimal = {
  id: "our-board",
  name: "Our board",
  vendor: "We",
  kind: "soc",
  cpu: { name: "4x Cortex-A55", cores: 4, peak: { fp32: { operationsPerSecond: 57.6e9 } } },
  memory: { bytes: 2 ** 31 },
  runtimes: [{ id: "onnxruntime", unit: "cpu", precisions: ["fp32"] }],
};

const read = (value: object) => readDevice(JSON.stringify(value, undefined, 2), devices);

/** Each problem as `severity` and what its range covers in the text. */
function faults(value: object): readonly (readonly [string, string, string])[] {
  const text = JSON.stringify(value, undefined, 2);
  return readDevice(text, devices).problems.map((it) => [
    it.severity,
    text.slice(it.offset, (it.offset ?? 0) + (it.length ?? 0)),
    it.message,
  ]);
}

test.each(devices.map((it) => [it.id, it] as const))("%s goes through JSON unchanged", (_, device) => {
  const { value, problems } = read(device);
  expect(problems).toEqual([]);
  // Only where no source is stated for a number itself does the reader write down the one that holds for it.
  expect({ ...value, sources: {} }).toEqual({ ...device, sources: {} });
  expect(value && sourceOf(value, "npu.peak.int8.operationsPerSecond")).toEqual(
    sourceOf(device, "npu.peak.int8.operationsPerSecond"),
  );
});

test("a device that extends no other needs few fields, and its numbers are unverified", () => {
  const { value, problems } = read(minimal);
  expect(problems).toEqual([]);
  expect(value).toMatchObject({ isHostRequired: false, formats: [], lifecycle: [], corrections: [] });
  expect(value && sourceOf(value, "memory.bytes")).toMatchObject({ status: "unverified" });
});

test("`extends` takes over what is not stated, without vouching for what is", () => {
  const { value, problems } = read({
    extends: "jetson-nano",
    id: "nano-2gb",
    name: "Nano 2 GB",
    memory: { bytes: 2 ** 31 },
    gpu: { peak: { fp16: { operationsPerSecond: 3e11 } } },
  });
  expect(problems).toEqual([]);
  expect(value).toMatchObject({
    id: "nano-2gb",
    basedOn: "jetson-nano",
    memory: { bytes: 2 ** 31, bandwidthBytesPerSecond: 25.6e9 },
    gpu: { computeCapability: "5.3", peak: { fp32: { operationsPerSecond: 235.9e9 } } },
    defaultRuntime: { runtime: "tensorrt", precision: "fp16" },
    corrections: [],
  });
  expect(value?.paperRow).toBeUndefined();
  const status = (path: string) => value && sourceOf(value, path)?.status;
  expect(status("gpu.peak.fp16.operationsPerSecond")).toBe("unverified");
  expect(status("gpu.peak.fp32.operationsPerSecond")).toBe("derived");
  expect(status("memory.bytes")).toBe("unverified");
  expect(status("memory.bandwidthBytesPerSecond")).toBe("cited");
});

test("a text is short for a cited source, and the nearest source counts", () => {
  const sources = { memory: "the module's data sheet, page 3", "": { status: "derived", text: "measured" } };
  const { value, problems } = read({
    extends: "jetson-nano",
    id: "nano-2gb",
    memory: { usableBytes: 2e9, bytes: 2 ** 31 },
    power: { maximumWatts: 8 },
    sources,
  });
  expect(problems).toEqual([]);
  expect(value && sourceOf(value, "memory.usableBytes")).toEqual({ status: "cited", text: sources.memory });
  expect(value && sourceOf(value, "power.maximumWatts")).toEqual(sources[""]);
});

test.each([
  ["a wrong type", { ...minimal, memory: { bytes: "2 GB" } }, '"2 GB"', "A number is expected here."],
  ["a wrong word", { ...minimal, kind: "board" }, '"board"', '"soc", "accelerator", "fpga", "mcu"'],
  ["a negative number", { ...minimal, memory: { bytes: -1 } }, "-1", "A number above 0"],
  ["an id with blanks", { ...minimal, id: "Our Board" }, '"Our Board"', "Lower-case letters"],
  ["an unknown base", { extends: "jetson-nanoo", id: "x" }, '"jetson-nanoo"', "no device"],
])("%s is an error at its place", (_, value, place, message) => {
  const [fault, ...more] = faults(value);
  expect(more).toEqual([]);
  expect(fault?.slice(0, 2)).toEqual(["error", place]);
  expect(fault?.[2]).toContain(message);
  expect(read(value).value).toBeUndefined();
});

test("a missing field is an error at what it is missing from", () => {
  const [fault] = faults({ ...minimal, runtimes: [{ id: "onnxruntime", unit: "cpu" }] });
  expect(fault).toEqual(["error", expect.stringContaining('"onnxruntime"'), "An array is expected here."]);
  const { kind: _kind, vendor: _vendor, ...rest } = minimal;
  expect(faults(rest)[0]?.[2]).toBe("A device that extends no other states vendor, kind too.");
});

test("fields that do not exist are warnings, and the rest is read", () => {
  const value = {
    ...minimal,
    colour: "green",
    memory: { ...minimal.memory, bandwith: 1 },
    runtimes: [{ ...minimal.runtimes[0], fast: true }],
  };
  expect(faults(value)).toEqual([
    ["warning", '"bandwith"', 'There is no field "bandwith" here.'],
    ["warning", '"fast"', 'There is no field "fast" here.'],
    ["warning", '"colour"', 'There is no field "colour" here.'],
  ]);
  expect(read(value).value).toMatchObject({ id: "our-board", memory: { bytes: 2 ** 31 } });
});

test("parts that do not fit each other are warnings", () => {
  const value = {
    ...minimal,
    defaultRuntime: { runtime: "onnxruntime", unit: "cpu", precision: "int8" },
    sources: { "memory.bandwidth": "a data sheet" },
  };
  expect(faults(value).map(([severity, place]) => [severity, place])).toEqual([
    ["warning", '"defaultRuntime"'],
    ["warning", '"memory.bandwidth"'],
  ]);
});

test.each(["", "null", "[]", "3", '{"id": "x"', '{"__proto__": {"id": "x"}}', '{"extends": {}, "id": "x"}'])(
  "%j gives a problem and no device",
  (text) => {
    const { value, problems } = readDevice(text, devices);
    expect(value).toBeUndefined();
    expect(problems.filter((it) => it.severity === "error")).not.toEqual([]);
  },
);

test("a value from a setting is read the same way, with paths in the messages", () => {
  const { value, problems } = readDeviceValue(
    { extends: "raspberry-pi-5", id: "pi", memory: { bytes: "8 GB" } },
    devices,
  );
  expect(value).toBeUndefined();
  expect(problems.map((it) => it.message)).toEqual(["memory.bytes: A number is expected here."]);
  expect(readDeviceValue({ extends: "raspberry-pi-5", id: "pi" }, devices).value?.basedOn).toBe(
    "raspberry-pi-5",
  );
});

test("a device of the user can be extended by another", () => {
  const first = readDeviceValue({ extends: "jetson-nano", id: "first" }, devices).value;
  const second = first && readDeviceValue({ extends: "first", id: "second" }, [...devices, first]).value;
  expect(second).toMatchObject({ id: "second", basedOn: "jetson-nano" });
});

/** `value` with what is at the `at`-th of all its places replaced. */
function replaced(value: unknown, at: { left: number }, by: unknown): unknown {
  if (at.left-- === 0) return by;
  if (Array.isArray(value)) return value.map((it: unknown) => replaced(it, at, by));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, replaced(it, at, by)]));
}

test("whatever stands anywhere in a file, there is a device or an error, never both and never an exception", () => {
  const whole: unknown = JSON.parse(JSON.stringify(devices.find((it) => it.id === "jetson-nano")));
  const changing = {
    extends: "jetson-agx-orin-64gb",
    id: "a",
    gpu: { peak: { int8: { operationsPerSecond: 1 } } },
    sources: { gpu: "b" },
  };
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constant({ __proto__: null, constructor: 1 }),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(fc.constantFrom(whole, changing), fc.nat(150), odd, (base, at, by) => {
      const text = JSON.stringify(replaced(base, { left: at }, by)) ?? "";
      const { value, problems } = readDevice(text, devices);
      const errors = problems.filter((it) => it.severity === "error");
      expect(value === undefined).toBe(errors.length > 0);
      for (const it of problems) {
        expect(it.offset).toBeGreaterThanOrEqual(0);
        expect((it.offset ?? 0) + (it.length ?? 0)).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 600 },
  );
});
