import { armDotPeak, armHalfPeak, cortexA76Peak } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived, unverified } from "./contract/source.ts";

export const rk3588 = {
  id: "rk3588",
  name: "Rockchip RK3588",
  vendor: "Rockchip",
  kind: "soc",
  cpu: {
    name: "4x Cortex-A76 2.4 GHz + 4x Cortex-A55 1.8 GHz",
    cores: 8,
    clockHz: 2.4e9,
    peak: {
      fp32: { operationsPerSecond: 153.6e9 },
      fp16: { operationsPerSecond: 307.2e9 },
      int8: { operationsPerSecond: 614.4e9 },
    },
    note: "peak of the four A76 alone",
  },
  gpu: { name: "Mali-G610 MP4", peak: {} },
  npu: {
    name: "RKNPU2, 3 cores",
    cores: 3,
    clockHz: 1e9,
    peak: { fp16: { operationsPerSecond: 3e12 }, int8: { operationsPerSecond: 6e12 } },
    note: "most operators run on one core: 2 TOPS INT8; INT4, INT16, BF16 and TF32 too",
  },
  memory: {
    bytes: 16 * 2 ** 30,
    bandwidthBytesPerSecond: 34.1e9,
    isSharedWithCpu: true,
    note: "64-bit LPDDR4X or LPDDR5",
  },
  isHostRequired: false,
  runtimes: [
    { id: "rknn", unit: "npu", precisions: ["fp16", "int8"], fallback: "cpu" },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "fp16", "int8"] },
    { id: "ncnn", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "rknn", unit: "npu", precision: "int8" },
  formats: ["rknn", "onnx", "gguf"],
  precisionsAccelerated: ["int8", "fp16"],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: ["5fang.cc/?p=105 (3 cores, 6 TOPS, precisions)", "airockchip/rknn_model_zoo", "Tencent/ncnn"],
  sources: {
    "": cited("5fang.cc/?p=105; Tencent/ncnn benchmark README"),
    "cpu.peak.fp32": cortexA76Peak,
    "cpu.peak.fp16": armHalfPeak,
    "cpu.peak.int8": armDotPeak,
    "npu.peak.fp16": unverified("half of INT8"),
    "memory.bytes": unverified("boards differ; 16 GB is taken"),
    "memory.note": unverified(),
    "npu.clockHz": derived("1024 INT8 multiply-adds per core and cycle, 3 cores, 6 TOPS"),
    "memory.bandwidthBytesPerSecond": unverified("64 bit × 4266 MT/s / 8, if LPDDR4X-4266"),
  },
} satisfies Device;
