import { armDotPeak, armHalfPeak, jetsonHardwarePage, tensorCoreRate } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, unverified } from "./contract/source.ts";

export const jetsonOrinNano4gbSuper = {
  id: "jetson-orin-nano-4gb-super",
  name: "NVIDIA Jetson Orin Nano 4GB, Super mode",
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
    name: "512-core Ampere, 16 tensor cores",
    cores: 512,
    clockHz: 1.02e9,
    computeCapability: "8.7",
    peak: {
      fp32: { operationsPerSecond: 1.04448e12 },
      fp16: { operationsPerSecond: 8.35584e12, sparseOperationsPerSecond: 16_711_680_000_000 },
      int8: { operationsPerSecond: 16_711_680_000_000, sparseOperationsPerSecond: 33_423_360_000_000 },
    },
  },
  marketed: [{ operationsPerSecond: 34e12, counts: "INT8, 2:4 sparse, GPU" }],
  memory: { bytes: 4 * 2 ** 30, bandwidthBytesPerSecond: 51e9, isSharedWithCpu: true },
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
  ],
  sources: {
    "": cited("NVIDIA's embedded hardware page, as quoted in a public text"),
    "cpu.peak.fp32": unverified("6 cores × 1.7 GHz × 16 operations per cycle; the clock is not confirmed"),
    "cpu.peak.fp16": armHalfPeak,
    "cpu.peak.int8": armDotPeak,
    "gpu.computeCapability": cited(
      "rbonghi/jetson_stats, jetson_variables.py (module ids, CUDA architecture)",
    ),
    "gpu.peak.fp32": unverified("512 cores × 1.02 GHz × 2; the clock is not confirmed"),
    "gpu.peak": tensorCoreRate,
    marketed: jetsonHardwarePage,
    power: unverified(),
    operatingSystem: unverified("as the 8 GB module"),
    "cpu.clockHz": unverified(),
    "cpu.peak": unverified(
      "6 cores × 1.7 GHz × 16 operations per cycle, FP16 twice and INT8 by SDOT four times that; the clock is not confirmed",
    ),
    "gpu.clockHz": unverified("1020 MHz as in the 8 GB module"),
    "memory.bandwidthBytesPerSecond": unverified(),
  },
} satisfies Device;
