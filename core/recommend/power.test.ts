import { expect, test } from "vitest";
import { devices } from "../devices/index.ts";
import { type Device } from "../devices/contract/device.ts";
import { drawOf, drawText } from "./power.ts";

const deviceOf = (id: string) => devices.find((it) => it.id === id) as Device;

test.each<readonly [string, number | undefined, string | undefined]>([
  ["jetson-nano", undefined, "10 W in its mode MAXN"],
  ["jetson-nano", 10, "10 W in its mode MAXN"],
  ["jetson-nano", 7, "5 W in its mode 5W"],
  ["jetson-nano", 4, undefined],
  ["jetson-tx2", undefined, "15 W"],
  ["coral-usb", undefined, "2 W for the accelerator alone"],
  ["raspberry-pi-4", undefined, "at most the 15 W of its supply"],
  // USB 3: 900 mA at 5 V.
  ["intel-ncs2", undefined, "at most the 4.5 W of a USB 3 port; what it draws is not known"],
  ["hailo-8l", undefined, undefined],
])("%s with a limit of %s W", (id, limit, expected) => {
  const device = deviceOf(id);
  const draw = drawOf(device, device.defaultRuntime?.unit ?? "cpu", limit);
  expect(draw && drawText(draw)).toBe(expected);
});

test("a slower mode has its share of the peak", () => {
  expect(drawOf(deviceOf("jetson-nano"), "gpu", 7)?.shareOfPeak).toBe(0.694);
  // Of the CPU nothing is said in that mode.
  expect(drawOf(deviceOf("jetson-nano"), "cpu", 7)).toBeUndefined();
});
