import { type Device } from "./contract/device.ts";
import { unverified } from "./contract/source.ts";

export const ethosU65 = {
  id: "ethos-u65",
  name: "Arm Ethos-U65 (NXP i.MX 93, 256 multiply-adds per cycle at 1 GHz)",
  vendor: "Arm",
  kind: "soc",
  cpu: { name: "2x Cortex-A55 + M33 (i.MX 93)", cores: 2, peak: {} },
  npu: {
    name: "Ethos-U65",
    clockHz: 1e9,
    peak: { int8: { operationsPerSecond: 512e9 } },
    note: "256 multiply-adds per cycle at 1 GHz",
  },
  memory: {},
  isHostRequired: false,
  runtimes: [
    { id: "vela", unit: "npu", precisions: ["int8"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "vela", unit: "npu", precision: "int8" },
  formats: ["tflite-vela"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [],
  sources: { "": unverified() },
} satisfies Device;
