import { type Device } from "./contract/device.ts";
import { cited, survey, unverified } from "./contract/source.ts";

export const snapdragon8Gen3 = {
  id: "snapdragon-8-gen-3",
  name: "Qualcomm Snapdragon 8 Gen 3",
  vendor: "Qualcomm",
  kind: "soc",
  cpu: { name: "1x Cortex-X4 + 5x A720 + 2x A520", cores: 8, peak: {} },
  gpu: { name: "Adreno 750", peak: { fp32: { operationsPerSecond: 4.6e12 } } },
  npu: { name: "Hexagon", peak: {}, note: "the vendor publishes no rate in the texts read" },
  memory: { bandwidthBytesPerSecond: 77e9, isSharedWithCpu: true, note: "LPDDR5X" },
  power: { maximumWatts: 10 },
  isHostRequired: false,
  runtimes: [
    { id: "qnn", unit: "npu", precisions: ["fp16", "int8"] },
    { id: "tflite", unit: "npu", precisions: ["fp16", "int8"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "onnxruntime", unit: "npu", precisions: ["fp16", "int8"], fallback: "cpu" },
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "qnn", unit: "npu", precision: "int8" },
  formats: ["qnn-dlc", "tflite", "onnx", "gguf"],
  precisionsAccelerated: ["fp16", "int8"],
  lifecycle: [],
  paperRow: {
    table: 4,
    cells: {
      Company: "Qualcomm",
      Device: "Snapdragon 8gen3",
      "Computing power": "4.6 TFLOPS",
      "Power Consumption": "10 W",
      CPU: "Cortex-X4 + 5 × A720 + 2 × A520",
      GPU: "Adreno",
      "AI accelerator": "Hexagon",
      RAM: "*",
      "Supported DL frameworks": "Pytorch",
    },
  },
  corrections: [
    {
      field: "runtimes",
      paperValue: "Pytorch",
      verifiedValue: "deploys through QNN/QAIRT, TFLite or ONNX Runtime (all measured)",
      confidence: "high",
      source: cited("quic/ai-hub-models perf.yaml"),
    },
    {
      field: "peak",
      paperValue: "4.6 TFLOPS as the device figure",
      verifiedValue:
        "GPU only; networks run on the Hexagon NPU (primary_compute_unit NPU, mobilenet_v2 0.289 ms w8a8)",
      confidence: "medium",
      source: cited("quic/ai-hub-models"),
    },
  ],
  measured: [],
  notes: [],
  references: ["quic/ai-hub-models", "tech-evaluate.com/?p=3335 (1+5+2 layout)"],
  sources: {
    "": survey(),
    cpu: cited("tech-evaluate.com/?p=3335"),
    "gpu.name": unverified("the survey says Adreno; the model number is not confirmed"),
    "memory.note": unverified(),
    "memory.bandwidthBytesPerSecond": unverified(),
    precisionsAccelerated: cited("quic/ai-hub-models (w8a8 and float timings)"),
  },
} satisfies Device;
