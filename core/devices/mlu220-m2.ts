import { type Device } from "./contract/device.ts";
import { cited } from "./contract/source.ts";

export const mlu220M2 = {
  id: "mlu220-m2",
  name: "Cambricon MLU220-M.2",
  vendor: "Cambricon",
  kind: "accelerator",
  npu: { name: "MLUv02", peak: { int8: { operationsPerSecond: 8e12 } } },
  memory: { isSharedWithCpu: false },
  power: { maximumWatts: 8.25, note: "passive cooling" },
  isHostRequired: true,
  links: [{ name: "PCIe 3.0 x2" }],
  runtimes: [{ id: "cambricon-neuware", unit: "npu", precisions: ["int8"] }],
  defaultRuntime: { runtime: "cambricon-neuware", unit: "npu", precision: "int8" },
  formats: ["cambricon"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 3,
    cells: {
      Company: "Cambricon",
      Device: "MLU220-M.2",
      "Computing power": "8TOPS",
      "Power Consumption": "8.25 W",
      CPU: "*",
      GPU: "*",
      "AI accelerator": "MLUv02",
      RAM: "*",
      "Supported DL frameworks": "Tensorflow, PyTorch, Caffe, Mxnet",
    },
  },
  corrections: [],
  measured: [],
  notes: [],
  references: [
    "cambricon.com page on the MLU220, as quoted in a public text",
    "a public page on the MLU220 (8 TOPS INT8, 16 TOPS INT4, PCIe 3.0 x2, 8.25 W, passive)",
  ],
  sources: {
    "": cited("a public page on the MLU220 (8 TOPS INT8, 16 TOPS INT4, PCIe 3.0 x2, 8.25 W, passive)"),
  },
} satisfies Device;
