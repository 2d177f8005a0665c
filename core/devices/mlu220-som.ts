import { type Device } from "./contract/device.ts";
import { cited, derived, survey } from "./contract/source.ts";

export const mlu220Som = {
  id: "mlu220-som",
  name: "Cambricon MLU220-SOM",
  vendor: "Cambricon",
  kind: "soc",
  cpu: { name: "4x Cortex-A55", cores: 4, peak: {} },
  npu: {
    name: "MLUv02",
    peak: { int8: { operationsPerSecond: 16e12 } },
    note: "the survey states no precision; a public page gives the chip 8 TOPS INT8 and 16 TOPS INT4",
  },
  memory: {
    bytes: 8 * 2 ** 30,
    bandwidthBytesPerSecond: 29.9e9,
    isSharedWithCpu: true,
    note: "64-bit LPDDR4 at 3733 MT/s",
  },
  power: { maximumWatts: 15 },
  isHostRequired: false,
  runtimes: [{ id: "cambricon-neuware", unit: "npu", precisions: ["int8"] }],
  defaultRuntime: { runtime: "cambricon-neuware", unit: "npu", precision: "int8" },
  formats: ["cambricon"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 3,
    cells: {
      Company: "Cambricon",
      Device: "MLU220-SOM",
      "Computing power": "16TOPS",
      "Power Consumption": "15 W",
      CPU: "ARM A55 × 4",
      GPU: "*",
      "AI accelerator": "MLUv02",
      RAM: "8 GB 64 bit 3733 MHz LPDDR4",
      "Supported DL frameworks": "Tensorflow, PyTorch, Caffe, Mxnet",
    },
  },
  corrections: [
    {
      field: "peak",
      paperValue: "16TOPS",
      verifiedValue: "precision not stated; the M.2 part on the same chip is 8 TOPS INT8",
      confidence: "medium",
      source: cited(
        "cambricon.com page on the MLU220, as quoted in a public text; a public page on the MLU220 (8 TOPS INT8, 16 TOPS INT4)",
      ),
    },
  ],
  measured: [],
  notes: [],
  references: [
    "cambricon.com page on the MLU220, as quoted in a public text",
    "a public page on the MLU220 (8 TOPS INT8, 16 TOPS INT4, PCIe 3.0 x2, 8.25 W, passive)",
  ],
  sources: {
    "": survey(),
    "npu.peak": survey("the survey's table, which states no precision"),
    "npu.note": cited(
      "a public page on the MLU220 (8 TOPS INT8, 16 TOPS INT4, PCIe 3.0 x2, 8.25 W, passive)",
    ),
    "memory.bandwidthBytesPerSecond": derived("the survey's table: 64 bit × 3733 MT/s / 8"),
  },
} satisfies Device;
