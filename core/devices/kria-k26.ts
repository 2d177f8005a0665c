import { type Device } from "./contract/device.ts";
import { cited, survey, unverified } from "./contract/source.ts";

export const kriaK26 = {
  id: "kria-k26",
  name: "AMD Kria K26 SOM",
  vendor: "AMD",
  kind: "fpga",
  cpu: { name: "4x Cortex-A53 + 2x Cortex-R5F", cores: 4, peak: {} },
  gpu: { name: "Mali-400 MP2", peak: {}, note: "graphics" },
  npu: {
    name: "DPUCZDX8G in FPGA",
    clockHz: 300e6,
    peak: { int8: { operationsPerSecond: 1.4e12 } },
    note: "the DPU of the published benchmarks, B4096 at 300 MHz, has 4096 × 0.3 GHz = 1.23 TOPS",
  },
  memory: { bytes: 4 * 2 ** 30, bandwidthBytesPerSecond: 19.2e9, isSharedWithCpu: true, note: "64-bit DDR4" },
  power: { maximumWatts: 15 },
  isHostRequired: false,
  runtimes: [{ id: "vitis-ai", unit: "npu", precisions: ["int8"], fallback: "cpu" }],
  defaultRuntime: { runtime: "vitis-ai", unit: "npu", precision: "int8" },
  formats: ["xmodel"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 2,
    cells: {
      Company: "AMD",
      Device: "Kria K26",
      "Computing power": "1.4TOPS",
      "Power Consumption": "15 W",
      CPU: "4xCortex-A53, Cortex-R5F",
      GPU: "Arm Mali™-400MP2",
      "AI accelerator": "FPGA",
      RAM: "4 GB 64 bit DDR4",
      "Supported DL frameworks": "Vitis AI",
    },
  },
  corrections: [
    {
      field: "peak",
      paperValue: "1.4TOPS",
      verifiedValue: '"up to 1.4 TOPS" confirmed; the shipped benchmark DPU is 1.23',
      confidence: "high",
      source: cited("AMD K26 brief; Xilinx/Vitis-AI 2.5 model_zoo README"),
    },
  ],
  measured: [],
  notes: [],
  references: ["Xilinx/Vitis-AI 2.5, model_zoo README"],
  sources: {
    "": survey(),
    "npu.peak": cited('AMD K26 brief: "up to 1.4 TOPS"'),
    "npu.name": cited("Xilinx/Vitis-AI 2.5, model_zoo README"),
    "npu.note": cited("Xilinx/Vitis-AI 2.5, model_zoo README"),
    "npu.clockHz": cited("Xilinx/Vitis-AI 2.5, model_zoo README"),
    "memory.bandwidthBytesPerSecond": unverified("64-bit DDR4-2400 is assumed"),
  },
} satisfies Device;
