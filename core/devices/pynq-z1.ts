import { type Device } from "./contract/device.ts";
import { cited, derived, survey } from "./contract/source.ts";

export const pynqZ1 = {
  id: "pynq-z1",
  name: "Digilent PYNQ-Z1 (XC7Z020)",
  vendor: "Digilent (chip: AMD Xilinx)",
  kind: "fpga",
  cpu: { name: "2x Cortex-A9", cores: 2, clockHz: 650e6, peak: {} },
  npu: {
    name: "FPGA, 220 DSP slices",
    cores: 220,
    clockHz: 125e6,
    peak: { int8: { operationsPerSecond: 55e9 } },
  },
  memory: {
    bytes: 512 * 2 ** 20,
    bandwidthBytesPerSecond: 2.1e9,
    isSharedWithCpu: true,
    onChipBytes: 645120,
    note: "16-bit DDR3 at 1050 MT/s; 630 KB of block RAM",
  },
  isHostRequired: false,
  runtimes: [
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "finn", unit: "npu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "ncnn", unit: "cpu", precision: "fp32" },
  formats: ["onnx", "param"],
  precisionsAccelerated: [],
  lifecycle: [],
  paperRow: {
    table: 5,
    cells: {
      Company: "Xilinx",
      Device: "PYNQ-Z1",
      "Computing power": "125 MHz × 220 DSP",
      "Power Consumption": "*",
      CPU: "2 × Cortex-A9",
      GPU: "*",
      "AI accelerator": "FPGA",
      RAM: "512 MB DDR3",
      "Supported DL frameworks": "*",
    },
  },
  corrections: [
    {
      field: "vendor",
      paperValue: "Xilinx",
      verifiedValue: "board is Digilent; chip XC7Z020",
      confidence: "high",
      source: cited("digilent.com/reference/programmable-logic/pynq-z1/reference-manual"),
    },
  ],
  measured: [],
  notes: [],
  references: ["digilent.com, PYNQ-Z1 reference manual"],
  sources: {
    "": cited("digilent.com, PYNQ-Z1 reference manual"),
    "npu.peak": derived("the survey's table: 220 DSP × 125 MHz × 2"),
    "npu.clockHz": survey(),
  },
} satisfies Device;
