import { pycoralEnded } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { derived, unverified } from "./contract/source.ts";

export const coralDevBoardMini = {
  id: "coral-dev-board-mini",
  name: "Coral Dev Board Mini",
  vendor: "Google",
  kind: "soc",
  cpu: { name: "4x Cortex-A35 (MediaTek MT8167S)", cores: 4, peak: {} },
  gpu: { name: "PowerVR GE8300", peak: {}, note: "graphics" },
  npu: {
    name: "Google Edge TPU",
    peak: { int8: { operationsPerSecond: 4e12 } },
    note: "full-integer INT8 only; float parts run on the CPU",
  },
  memory: {
    bytes: 2 * 2 ** 30,
    isSharedWithCpu: true,
    onChipBytes: 8 * 2 ** 20,
    weightCacheBytes: 7_235_174,
  },
  isHostRequired: false,
  links: [{ name: "USB 2.0", bytesPerSecond: 25e6, note: "on the board" }],
  runtimes: [
    { id: "edgetpu", unit: "npu", precisions: ["int8"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "edgetpu", unit: "npu", precision: "int8" },
  formats: ["tflite-edgetpu"],
  precisionsAccelerated: ["int8"],
  lifecycle: [{ of: "runtime", runtime: "edgetpu", name: "pycoral", source: pycoralEnded }],
  corrections: [],
  measured: [],
  notes: [],
  references: ["coral.ai documentation"],
  sources: {
    "": unverified(),
    "memory.weightCacheBytes": unverified("as of the other Edge TPU boards"),
    links: derived("Inception-v4, 1403 ms, 35.4 MB streamed beyond the cache; published Coral benchmarks"),
  },
} satisfies Device;
