import { type Device } from "./contract/device.ts";
import { cited, unverified } from "./contract/source.ts";

export const raspberryPi5Hailo8l = {
  id: "raspberry-pi-5-hailo-8l",
  name: "Raspberry Pi 5 + Hailo-8L",
  vendor: "Raspberry Pi",
  kind: "soc",
  composedOf: ["raspberry-pi-5", "hailo-8l"],
  cpu: {
    name: "4x Cortex-A76",
    cores: 4,
    clockHz: 2.4e9,
    peak: {
      fp32: { operationsPerSecond: 153.6e9 },
      fp16: { operationsPerSecond: 307.2e9 },
      int8: { operationsPerSecond: 614e9 },
    },
  },
  gpu: { name: "VideoCore VII", peak: {} },
  npu: { name: "Hailo-8L over PCIe", peak: { int8: { operationsPerSecond: 13e12 } } },
  memory: {
    bytes: 8 * 2 ** 30,
    bandwidthBytesPerSecond: 17100000000.000002,
    isSharedWithCpu: true,
    note: "memory of the Raspberry Pi; the Hailo-8L has none of its own outside the chip",
  },
  power: { of: "supply", maximumWatts: 27 },
  isHostRequired: false,
  links: [{ name: "PCIe x1" }],
  runtimes: [
    { id: "hailo", unit: "npu", precisions: ["int8"] },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "fp16", "int8"] },
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "hailo", unit: "npu", precision: "int8" },
  formats: ["hef", "tflite", "onnx"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: ["those of raspberry-pi-5 and hailo-8l"],
  sources: {
    "": cited("Tencent/ncnn benchmark README; raspberrypi.com"),
    "cpu.peak": unverified(
      "4 × 2.4 GHz × 16 operations per cycle, FP16 twice and INT8 by SDOT four times that",
    ),
    "memory.bandwidthBytesPerSecond": unverified("32 bit × 4267 MT/s / 8; the width is not confirmed"),
    "memory.note": unverified(),
    npu: cited("blog.mbedded.ninja on AI accelerators (13 TOPS)"),
    power: unverified("rating of the supply"),
  },
} satisfies Device;
