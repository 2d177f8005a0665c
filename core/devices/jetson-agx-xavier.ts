import {
  jetPack5Ended,
  jetsonHardwarePage,
  jetsonPower,
  tensorCoreRate,
  ultralyticsDla,
  ultralyticsTable,
} from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived, unverified } from "./contract/source.ts";

export const jetsonAgxXavier = {
  id: "jetson-agx-xavier",
  name: "NVIDIA Jetson AGX Xavier 32GB",
  vendor: "NVIDIA",
  kind: "soc",
  cpu: { name: "8x NVIDIA Carmel", cores: 8, clockHz: 2.2e9, peak: {} },
  gpu: {
    name: "512-core Volta, 64 tensor cores",
    cores: 512,
    clockHz: 1.377e9,
    computeCapability: "7.2",
    peak: {
      fp32: { operationsPerSecond: 1.410048e12 },
      fp16: { operationsPerSecond: 11.280384e12 },
      int8: { operationsPerSecond: 22.560768e12 },
    },
  },
  npu: {
    name: "2x NVDLA",
    cores: 2,
    clockHz: 1.4e9,
    peak: { int8: { operationsPerSecond: 9.4e12 } },
    note: "both cores together",
  },
  marketed: [{ operationsPerSecond: 32e12, counts: "INT8, GPU and both DLAs together" }],
  memory: { bytes: 32 * 2 ** 30, bandwidthBytesPerSecond: 136.5e9, isSharedWithCpu: true },
  power: { typicalWatts: 10, maximumWatts: 30 },
  isHostRequired: false,
  runtimes: [
    { id: "tensorrt", unit: "gpu", precisions: ["fp32", "fp16", "int8"] },
    { id: "tensorrt", unit: "npu", precisions: ["fp16", "int8"], fallback: "gpu" },
    { id: "onnxruntime", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "ncnn", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "fp16"] },
    { id: "llama.cpp", unit: "gpu", precisions: ["fp16", "int8", "int4"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "tensorrt", unit: "gpu", precision: "fp16" },
  formats: ["onnx", "engine", "tflite", "gguf"],
  precisionsAccelerated: ["fp16", "int8"],
  lifecycle: [{ of: "operating-system", name: "JetPack 5", lastVersion: "5.1", source: jetPack5Ended }],
  corrections: [],
  measured: [],
  notes: [],
  references: [
    "Ultralytics guide to NVIDIA Jetson, comparison table",
    "NVIDIA's embedded hardware page, AI performance row, as quoted in a public text: 275/248/200/157/117/67/34 TOPS (Orin), 32, 21 TOPS, 1.26/1.33 TFLOPS, 472 GFLOPS",
  ],
  sources: {
    "": ultralyticsTable,
    "gpu.computeCapability": cited(
      "rbonghi/jetson_stats, jetson_variables.py (module ids, CUDA architecture)",
    ),
    "gpu.peak.fp32": derived("512 cores × 1.377 GHz × 2"),
    "gpu.peak": tensorCoreRate,
    "npu.peak": unverified("32 TOPS as advertised minus the 22.6 of the GPU"),
    npu: ultralyticsDla,
    marketed: jetsonHardwarePage,
    power: jetsonPower,
  },
} satisfies Device;
