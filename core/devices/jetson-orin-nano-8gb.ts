import {
  armDotPeak,
  armHalfPeak,
  cortexA78Peak,
  jetsonPower,
  tensorCoreRate,
  ultralyticsTable,
} from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived } from "./contract/source.ts";

export const jetsonOrinNano8gb = {
  id: "jetson-orin-nano-8gb",
  name: "NVIDIA Jetson Orin Nano 8GB",
  vendor: "NVIDIA",
  kind: "soc",
  cpu: {
    name: "6x Cortex-A78AE",
    cores: 6,
    clockHz: 1.5e9,
    peak: {
      fp32: { operationsPerSecond: 144e9 },
      fp16: { operationsPerSecond: 288e9 },
      int8: { operationsPerSecond: 576e9 },
    },
  },
  gpu: {
    name: "1024-core Ampere, 32 tensor cores",
    cores: 1024,
    clockHz: 625e6,
    computeCapability: "8.7",
    peak: {
      fp32: { operationsPerSecond: 1.28e12 },
      fp16: { operationsPerSecond: 10.24e12, sparseOperationsPerSecond: 20.48e12 },
      int8: { operationsPerSecond: 20.48e12, sparseOperationsPerSecond: 40.96e12 },
    },
  },
  marketed: [{ operationsPerSecond: 40e12, counts: "INT8, 2:4 sparse, GPU" }],
  memory: { bytes: 8 * 2 ** 30, bandwidthBytesPerSecond: 68e9, isSharedWithCpu: true },
  power: { typicalWatts: 7, maximumWatts: 15 },
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
  operatingSystem: "JetPack 5.x or 6.x",
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [
    "Ultralytics guide to NVIDIA Jetson, comparison table",
    "NVIDIA's embedded hardware page, AI performance row, as quoted in a public text: 275/248/200/157/117/67/34 TOPS (Orin), 32, 21 TOPS, 1.26/1.33 TFLOPS, 472 GFLOPS",
  ],
  sources: {
    "": ultralyticsTable,
    "cpu.peak.fp32": cortexA78Peak,
    "cpu.peak.fp16": armHalfPeak,
    "cpu.peak.int8": armDotPeak,
    "gpu.computeCapability": cited(
      "rbonghi/jetson_stats, jetson_variables.py (module ids, CUDA architecture)",
    ),
    "gpu.peak.fp32": derived("1024 cores × 0.625 GHz × 2"),
    "gpu.peak": tensorCoreRate,
    marketed: ultralyticsTable,
    power: jetsonPower,
    operatingSystem: ultralyticsTable,
  },
} satisfies Device;
