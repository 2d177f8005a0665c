import { type Device } from "./contract/device.ts";
import { survey, unverified } from "./contract/source.ts";

export const appleA17Pro = {
  id: "apple-a17-pro",
  name: "Apple A17 Pro",
  vendor: "Apple",
  kind: "soc",
  cpu: { name: "2P+4E Apple cores", cores: 6, peak: {} },
  gpu: { name: "6-core Apple GPU", cores: 6, peak: {} },
  npu: {
    name: "16-core Neural Engine",
    cores: 16,
    peak: { int8: { operationsPerSecond: 35e12 } },
    note: "the vendor states 35 TOPS without a precision",
  },
  memory: { bytes: 8 * 2 ** 30, isSharedWithCpu: true, note: "8 GB unified LPDDR5 in iPhone 15 Pro" },
  power: { maximumWatts: 11 },
  isHostRequired: false,
  runtimes: [
    { id: "coreml", unit: "npu", precisions: ["fp16", "int8"], fallback: "cpu" },
    { id: "mlx", unit: "gpu", precisions: ["fp32", "fp16"] },
  ],
  defaultRuntime: { runtime: "coreml", unit: "npu", precision: "fp16" },
  formats: ["mlpackage", "mlmodel"],
  precisionsAccelerated: ["fp16", "int8"],
  lifecycle: [],
  paperRow: {
    table: 4,
    cells: {
      Company: "Apple",
      Device: "A17pro",
      "Computing power": "35TOPS",
      "Power Consumption": "11 W",
      CPU: "A17",
      GPU: "A17 Pro",
      "AI accelerator": "Apple neural Engine",
      RAM: "6 GB GPU memory",
      "Supported DL frameworks": "MLX",
    },
  },
  corrections: [
    {
      field: "memory",
      paperValue: "6 GB GPU memory",
      verifiedValue: "unified memory, no separate GPU memory; 8 GB in iPhone 15 Pro",
      confidence: "medium",
      source: unverified(),
    },
    {
      field: "runtimes",
      paperValue: "MLX",
      verifiedValue: "Core ML is the Neural Engine path; MLX uses the GPU",
      confidence: "medium",
      source: unverified(),
    },
  ],
  measured: [],
  notes: [],
  references: [],
  sources: {
    "": unverified(),
    "npu.peak": unverified("35 TOPS is in the survey; that it counts INT8 is the common reading"),
    power: survey(),
  },
} satisfies Device;
