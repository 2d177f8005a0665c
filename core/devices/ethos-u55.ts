import { type Device } from "./contract/device.ts";
import { unverified } from "./contract/source.ts";

export const ethosU55 = {
  id: "ethos-u55",
  name: "Arm Ethos-U55 (microNPU, 256 multiply-adds per cycle)",
  vendor: "Arm",
  kind: "mcu",
  cpu: { name: "Cortex-M55", cores: 1, peak: {} },
  npu: {
    name: "Ethos-U55",
    clockHz: 500e6,
    peak: { int8: { operationsPerSecond: 256e9 } },
    note: "an example: 256 multiply-adds per cycle at 0.5 GHz, 128 exist too; depthwise convolution reaches 16 per cycle",
  },
  memory: {},
  isHostRequired: false,
  runtimes: [
    { id: "vela", unit: "npu", precisions: ["int16", "int8"], fallback: "cpu" },
    { id: "tflite-micro", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "vela", unit: "npu", precision: "int8" },
  formats: ["tflite-vela"],
  precisionsAccelerated: ["int8", "int16"],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [],
  sources: { "": unverified() },
} satisfies Device;
