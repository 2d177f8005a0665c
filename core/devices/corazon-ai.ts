import { type Device } from "./contract/device.ts";
import { cited, survey, unverified } from "./contract/source.ts";

export const corazonAi = {
  id: "corazon-ai",
  name: "iWave Corazon-AI",
  vendor: "iWave Systems",
  kind: "fpga",
  cpu: { name: "4x Cortex-A53 + 2x Cortex-R5", cores: 4, peak: {} },
  gpu: { name: "Mali-400 MP2", peak: {}, note: "graphics" },
  npu: { name: "DPU on Zynq UltraScale+", peak: { int8: { operationsPerSecond: 1.352e12 } } },
  memory: {
    bytes: 8 * 2 ** 30,
    variantsBytes: [2 ** 30, 2 * 2 ** 30, 4 * 2 ** 30, 8 * 2 ** 30],
    isSharedWithCpu: true,
  },
  power: { of: "supply", maximumWatts: 60, note: "rating of the 12 V 5 A adapter, not consumption" },
  isHostRequired: false,
  runtimes: [{ id: "vitis-ai", unit: "npu", precisions: ["int8"], fallback: "cpu" }],
  defaultRuntime: { runtime: "vitis-ai", unit: "npu", precision: "int8" },
  formats: ["xmodel"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 5,
    cells: {
      Company: "AMD",
      Device: "Corazon-AI",
      "Computing power": "1352GOPS",
      "Power Consumption": "12 V × 5 A AC Adaptor",
      CPU: "Cortex-A53 × 4 + Cortex-R5 × 2",
      GPU: "MALI-400MP2",
      "AI accelerator": "FPGA AI engine(DPU)",
      RAM: "1/2/4/8 GB DDR4",
      "Supported DL frameworks": "Caffe, Tensorflow, PyTorch, Keras",
    },
  },
  corrections: [
    {
      field: "vendor",
      paperValue: "AMD",
      verifiedValue: "iWave Systems, on an AMD/Xilinx chip",
      confidence: "high",
      source: cited(
        "iwavesystems.com/news/unleashing-edge-intelligence-on-xilinx-fpga-through-corazon-ai (title read only)",
      ),
    },
  ],
  measured: [],
  notes: [],
  references: ["iwavesystems.com, news on Corazon-AI (title read only)"],
  sources: {
    "": survey(),
    vendor: cited("iwavesystems.com, news on Corazon-AI (title read only)"),
    "npu.name": unverified("the survey says FPGA AI engine (DPU); the chip family is not confirmed"),
  },
} satisfies Device;
