import { type Device } from "./contract/device.ts";
import { cited, unverified } from "./contract/source.ts";

export const raspberryPi5 = {
  id: "raspberry-pi-5",
  name: "Raspberry Pi 5",
  vendor: "Raspberry Pi",
  kind: "soc",
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
  gpu: {
    name: "VideoCore VII",
    peak: {},
    note: "slower than its CPU for CNNs: ResNet-50 in ncnn 842 ms, 46 ms on the CPU",
  },
  memory: {
    bytes: 8 * 2 ** 30,
    variantsBytes: [2 * 2 ** 30, 4 * 2 ** 30, 8 * 2 ** 30, 16 * 2 ** 30],
    bandwidthBytesPerSecond: 17100000000.000002,
    isSharedWithCpu: true,
    note: "32-bit LPDDR4X-4267",
  },
  power: { of: "supply", maximumWatts: 25, note: "rating of the 5 V 5 A supply" },
  isHostRequired: false,
  runtimes: [
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "fp16", "int8"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "onnxruntime", unit: "cpu", precision: "fp32" },
  formats: ["tflite", "onnx", "param", "gguf"],
  precisionsAccelerated: ["fp16", "int8"],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: ["Tencent/ncnn benchmark README", "aallan/benchmarking-ml-on-the-edge"],
  sources: {
    "": cited("Tencent/ncnn benchmark README; raspberrypi.com"),
    "cpu.peak": unverified(
      "4 × 2.4 GHz × 16 operations per cycle, FP16 twice and INT8 by SDOT four times that",
    ),
    "memory.bandwidthBytesPerSecond": unverified("32 bit × 4267 MT/s / 8; the width is not confirmed"),
    "memory.note": unverified(),
    power: unverified(),
  },
} satisfies Device;
