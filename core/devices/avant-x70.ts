import { type Device } from "./contract/device.ts";
import { unverified } from "./contract/source.ts";

export const avantX70 = {
  id: "avant-x70",
  name: "Lattice Avant-X70",
  vendor: "Lattice",
  kind: "fpga",
  npu: {
    name: "FPGA",
    cores: 7200,
    clockHz: 400e6,
    peak: { int8: { operationsPerSecond: 5.76e12 } },
    note: "7200 INT8 multipliers",
  },
  memory: {},
  isHostRequired: false,
  runtimes: [],
  formats: [],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 5,
    cells: {
      Company: "Lattice",
      Device: "Avant-X70",
      "Computing power": "400 MHz × 7200 INT8 DSP",
      "Power Consumption": "*",
      CPU: "*",
      GPU: "*",
      "AI accelerator": "FPGA",
      RAM: "*",
      "Supported DL frameworks": "*",
    },
  },
  corrections: [
    {
      field: "peak",
      paperValue: "400 MHz × 7200 INT8 DSP",
      verifiedValue: "7200 8x8 multipliers = 1800 18x18 DSP blocks split in four",
      confidence: "low",
      source: unverified(),
    },
  ],
  measured: [],
  notes: [],
  references: [],
  sources: {
    "": unverified("only the survey's table says so"),
    "npu.peak": unverified("the survey's table: 7200 × 400 MHz × 2"),
    "npu.note": unverified("1800 18x18 DSP blocks split in four"),
  },
} satisfies Device;
