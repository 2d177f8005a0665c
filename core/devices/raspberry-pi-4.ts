import { type Device } from "./contract/device.ts";
import { cited, unverified } from "./contract/source.ts";

export const raspberryPi4 = {
  id: "raspberry-pi-4",
  name: "Raspberry Pi 4 Model B",
  vendor: "Raspberry Pi",
  kind: "soc",
  cpu: {
    name: "4x Cortex-A72",
    cores: 4,
    clockHz: 1.8e9,
    peak: { fp32: { operationsPerSecond: 57.6e9 } },
    note: "no INT8 dot product, no FP16 arithmetic",
  },
  gpu: { name: "VideoCore VI", peak: {} },
  memory: {
    bytes: 4 * 2 ** 30,
    variantsBytes: [2 ** 30, 2 * 2 ** 30, 4 * 2 ** 30, 8 * 2 ** 30],
    bandwidthBytesPerSecond: 12.8e9,
    isSharedWithCpu: true,
    note: "32-bit LPDDR4-3200",
  },
  power: { of: "supply", maximumWatts: 15, note: "rating of the 5 V 3 A supply" },
  isHostRequired: false,
  runtimes: [
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "onnxruntime", unit: "cpu", precision: "fp32" },
  formats: ["tflite", "onnx", "param", "gguf"],
  precisionsAccelerated: [],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: ["Tencent/ncnn benchmark README (CPU, clock)", "aallan/benchmarking-ml-on-the-edge"],
  sources: {
    "": cited("Tencent/ncnn benchmark README; raspberrypi.com"),
    "cpu.peak": unverified(
      "4 × 1.8 GHz × 8 operations per cycle; a public run of VFP Benchmark measured 8 operations per cycle and core on a Cortex-A72",
    ),
    "cpu.note": unverified(),
    "memory.bandwidthBytesPerSecond": unverified("32 bit × 3200 MT/s / 8; the width is not confirmed"),
    "memory.note": unverified(),
    power: unverified(),
  },
} satisfies Device;
