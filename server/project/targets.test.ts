import { describe, expect, test } from "vitest";
import { devices } from "../../core/devices/index.ts";
import { findDevice } from "./find-device.ts";
import { resolveTargets, type WantedTarget } from "./targets.ts";

const resolved = (...wanted: WantedTarget[]) => {
  const found = resolveTargets(wanted, devices);
  if (!found.ok) throw new Error(found.error);
  return found.value.map(({ key, device, choice }) => [key, device.id, choice]);
};
const refused = (wanted: WantedTarget) => {
  const found = resolveTargets([wanted], devices);
  return found.ok ? undefined : found.error;
};

describe("findDevice", () => {
  test.each([
    ["jetson-nano", "jetson-nano"],
    ["ncs2", "intel-ncs2"],
    ["xavier-nx", "jetson-xavier-nx"],
    ["sp701", "sp701"],
  ])("%s is %s", (name, id) => {
    expect(findDevice(name, devices)).toMatchObject({ ok: true, value: { id } });
  });

  test.each([
    ["jetson-nanoo", 'there is no device "jetson-nanoo" (did you mean jetson-nano'],
    ["orin", /did you mean jetson-.*orin/],
    ["jetson-orin-nano", /^"jetson-orin-nano" is more than one device: jetson-orin-nano-4gb, /],
    ["qqqqqqqqqqqq", "docs/devices.md lists those there are"],
    ["", /there is no device ""/],
  ])("%s is refused", (name, message) => {
    const found = findDevice(name, devices);
    expect(found.ok ? "" : found.error).toMatch(message);
  });

  test("no id of the catalogue is a short form of another that it would hide", () => {
    for (const { id } of devices) expect(findDevice(id, devices)).toMatchObject({ value: { id } });
  });
});

describe("resolveTargets", () => {
  // The defaults: TensorRT FP16 on Jetson Nano, INT8 on Orin, Edge TPU int8, OpenVINO FP16 on NCS2, ONNX Runtime on CPUs.
  test("takes what is usual on the device", () => {
    const names = ["jetson-nano", "jetson-orin-nano-8gb", "coral-usb", "ncs2", "raspberry-pi-5"];
    expect(resolved(...names.map((name) => ({ name })))).toEqual([
      ["jetson-nano", "jetson-nano", { runtime: "tensorrt", unit: "gpu", precision: "fp16" }],
      [
        "jetson-orin-nano-8gb",
        "jetson-orin-nano-8gb",
        { runtime: "tensorrt", unit: "gpu", precision: "int8" },
      ],
      ["coral-usb", "coral-usb", { runtime: "edgetpu", unit: "npu", precision: "int8" }],
      ["ncs2", "intel-ncs2", { runtime: "openvino", unit: "npu", precision: "fp16" }],
      [
        "raspberry-pi-5",
        "raspberry-pi-5",
        { runtime: "onnxruntime", unit: "cpu", precision: expect.any(String) },
      ],
    ]);
  });

  test("another runtime or precision, and the same device with both", () => {
    expect(resolved({ name: "jetson-nano", precision: "fp32" })[0]?.[2]).toMatchObject({ precision: "fp32" });
    // No faster there, but TensorRT takes it: a rule says what it is worth.
    expect(resolved({ name: "jetson-nano", precision: "int8" })[0]?.[2]).toMatchObject({ precision: "int8" });
    const twice = resolved(
      { name: "jetson-nano" },
      { name: "jetson-nano" },
      { name: "jetson-nano", runtime: "onnxruntime" },
    );
    expect(twice.map(([key]) => key)).toEqual([
      "jetson-nano",
      expect.stringMatching(/^jetson-nano onnxruntime /),
    ]);
  });

  test("what the device lacks is refused, with what it has", () => {
    expect(refused({ name: "coral-usb", precision: "fp16" })).toMatch(
      /^TFLite \+ Edge TPU on .* does not run fp16; it runs int8$/,
    );
    expect(refused({ name: "jetson-nano", precision: "bf16" })).toMatch(/does not run bf16/);
    expect(refused({ name: "jetson-nano", runtime: "coreml" })).toMatch(
      /^Core ML does not run on .*Jetson Nano.*; runtimes there: .*tensorrt/,
    );
  });

  test("a device without a runtime is a target without a choice", () => {
    const bare = devices.find((it) => it.runtimes.length === 0);
    expect(bare && resolved({ name: bare.id })).toEqual([[bare?.id, bare?.id, undefined]]);
    expect(refused({ name: bare?.id ?? "", precision: "int8" })).toMatch(/^no runtime is known for /);
  });
});
