import {
  armDotPeak,
  armHalfPeak,
  cortexA78Peak,
  jetsonHardwarePage,
  tensorCoreRate,
  ultralyticsTable,
} from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, unverified } from "./contract/source.ts";

export const jetsonOrinNano8gbSuper = {
  id: "jetson-orin-nano-8gb-super",
  name: "NVIDIA Jetson Orin Nano 8GB, Super mode (JetPack 6.2 MAXN_SUPER)",
  vendor: "NVIDIA",
  kind: "soc",
  cpu: {
    name: "6x Cortex-A78AE",
    cores: 6,
    clockHz: 1.7e9,
    peak: {
      fp32: { operationsPerSecond: 163.2e9 },
      fp16: { operationsPerSecond: 326.4e9 },
      int8: { operationsPerSecond: 652.8e9 },
    },
  },
  gpu: {
    name: "1024-core Ampere, 32 tensor cores",
    cores: 1024,
    clockHz: 1.02e9,
    computeCapability: "8.7",
    peak: {
      fp32: { operationsPerSecond: 2.08896e12 },
      fp16: { operationsPerSecond: 16_711_680_000_000, sparseOperationsPerSecond: 33_423_360_000_000 },
      int8: { operationsPerSecond: 33_423_360_000_000, sparseOperationsPerSecond: 66_846_720_000_000 },
    },
  },
  marketed: [{ operationsPerSecond: 67e12, counts: "INT8, 2:4 sparse, GPU" }],
  memory: { bytes: 8 * 2 ** 30, bandwidthBytesPerSecond: 102e9, isSharedWithCpu: true },
  power: { typicalWatts: 7, maximumWatts: 25 },
  isHostRequired: false,
  runtimes: [
    { id: "tensorrt", unit: "gpu", precisions: ["fp32", "fp16", "int8"] },
    { id: "onnxruntime", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "ncnn", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "fp16"] },
    { id: "llama.cpp", unit: "gpu", precisions: ["fp16", "int8", "int4"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "tensorrt", unit: "gpu", precision: "int8" },
  formats: ["onnx", "engine", "tflite", "gguf"],
  precisionsAccelerated: ["tf32", "fp16", "int8"],
  operatingSystem: "JetPack 6.2 or later",
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [
    "NVIDIA's embedded hardware page, AI performance row, as quoted in a public text: 275/248/200/157/117/67/34 TOPS (Orin), 32, 21 TOPS, 1.26/1.33 TFLOPS, 472 GFLOPS",
    "a public overview of edge AI modules (67 TOPS, 102 GB/s, 7 to 25 W)",
  ],
  sources: {
    "": ultralyticsTable,
    "cpu.peak.fp32": cortexA78Peak,
    "cpu.peak.fp16": armHalfPeak,
    "cpu.peak.int8": armDotPeak,
    "gpu.computeCapability": cited(
      "rbonghi/jetson_stats, jetson_variables.py (module ids, CUDA architecture)",
    ),
    "gpu.peak.fp32": unverified("1024 cores × 1.02 GHz × 2; the clock is not confirmed"),
    "gpu.peak": tensorCoreRate,
    marketed: jetsonHardwarePage,
    power: cited("a public overview of edge AI modules (67 TOPS, 102 GB/s, 7 to 25 W)"),
    operatingSystem: cited("hokwangchoi.com/blog/vision-benchmarks (MAXN_SUPER, JetPack 6.2)"),
    "gpu.clockHz": unverified("1020 MHz; 32 tensor cores × 1024 × 2 × 1.02 GHz = 66.8 fits the 67 TOPS"),
    "memory.bandwidthBytesPerSecond": cited(
      "a public overview of edge AI modules (67 TOPS, 102 GB/s, 7 to 25 W)",
    ),
  },
} satisfies Device;
