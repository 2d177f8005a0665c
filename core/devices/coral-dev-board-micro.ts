import { type Device } from "./contract/device.ts";
import { unverified } from "./contract/source.ts";

export const coralDevBoardMicro = {
  id: "coral-dev-board-micro",
  name: "Coral Dev Board Micro",
  vendor: "Google",
  kind: "mcu",
  cpu: { name: "Cortex-M7 800 MHz + Cortex-M4 400 MHz (NXP RT1176)", cores: 2, clockHz: 800e6, peak: {} },
  npu: {
    name: "Google Edge TPU",
    peak: { int8: { operationsPerSecond: 4e12 } },
    note: "full-integer INT8 only; float parts run on the CPU",
  },
  memory: {
    bytes: 64 * 2 ** 20,
    isSharedWithCpu: true,
    onChipBytes: 8 * 2 ** 20,
    weightCacheBytes: 7_235_174,
  },
  isHostRequired: false,
  runtimes: [
    { id: "tflite-micro", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "edgetpu", unit: "npu", precisions: ["int8"], fallback: "cpu" },
  ],
  defaultRuntime: { runtime: "edgetpu", unit: "npu", precision: "int8" },
  formats: ["tflite-edgetpu"],
  precisionsAccelerated: ["int8"],
  operatingSystem: "FreeRTOS, no SSH",
  lifecycle: [],
  corrections: [],
  measured: [],
  notes: [],
  references: [],
  sources: { "": unverified(), "memory.weightCacheBytes": unverified("as of the other Edge TPU boards") },
} satisfies Device;
