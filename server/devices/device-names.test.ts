import { describe, expect, test } from "vitest";
import { devices } from "../../core/devices/index.ts";
import { runtimeText, shortName } from "./device-names.ts";

describe("shortName", () => {
  const names = new Map(devices.map((it) => [it.id, shortName(it)]));

  test.each([
    ["jetson-nano", "Jetson Nano"],
    ["jetson-orin-nano-4gb", "Jetson Orin Nano 4GB"],
    ["jetson-orin-nano-8gb", "Jetson Orin Nano 8GB"],
    ["raspberry-pi-4", "Raspberry Pi 4 Model B"],
    ["coral-usb", "Coral USB Accelerator"],
    ["rk3588", "RK3588"],
  ])("%s is %s", (id, name) => expect(names.get(id)).toBe(name));

  test("tells all devices of the catalogue apart", () => {
    expect(new Set(names.values()).size).toBe(devices.length);
  });
});

test("a runtime stands with its precision", () => {
  expect(runtimeText({ runtime: "tensorrt", unit: "gpu", precision: "fp16" })).toBe("TensorRT FP16");
});
