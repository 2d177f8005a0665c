import { type Device } from "./contract/device.ts";
import { cited, survey, unverified } from "./contract/source.ts";

export const versal2ve3304 = {
  id: "versal-2ve3304",
  name: "AMD Versal AI Edge Gen 2 2VE3304",
  vendor: "AMD",
  kind: "fpga",
  cpu: { name: "Cortex-A78AE + Cortex-R52", peak: {} },
  gpu: { name: "Mali-G78AE", peak: {}, note: "graphics" },
  npu: { name: "AIE-ML v2, 24 tiles", cores: 24, peak: { int8: { operationsPerSecond: 31e12 } } },
  memory: { isSharedWithCpu: true },
  isHostRequired: false,
  runtimes: [{ id: "vitis-ai", unit: "npu", precisions: ["bf16", "int8"] }],
  defaultRuntime: { runtime: "vitis-ai", unit: "npu", precision: "int8" },
  formats: ["onnx"],
  precisionsAccelerated: ["int8", "bf16"],
  lifecycle: [],
  paperRow: {
    table: 5,
    cells: {
      Company: "AMD",
      Device: "Versa-2VE3304",
      "Computing power": "31TOPS",
      "Power Consumption": "*",
      CPU: "Cortex-A78AE + Cortex-R52",
      GPU: "Mali-G78AE",
      "AI accelerator": "AIE-MLv2",
      RAM: "*",
      "Supported DL frameworks": "PyTorch, TensorFlow, ONNX",
    },
  },
  corrections: [
    {
      field: "name",
      paperValue: "Versa-2VE3304",
      verifiedValue: "Versal AI Edge Series Gen 2 2VE3304; no other correction found",
      confidence: "high",
      source: cited("AMD tables of AI Engine parts (2VE3304, AIE-MLv2, 24)"),
    },
  ],
  measured: [],
  notes: [],
  references: ["AMD tables of AI Engine parts"],
  sources: {
    "": survey(),
    "npu.peak": unverified("only the survey's table says so"),
    "npu.name": cited("AMD tables of AI Engine parts (2VE3304, AIE-MLv2, 24)"),
    "npu.cores": cited("AMD tables of AI Engine parts (2VE3304, AIE-MLv2, 24)"),
  },
} satisfies Device;
