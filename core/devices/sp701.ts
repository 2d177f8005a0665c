import { type Device } from "./contract/device.ts";
import { cited, survey, unverified } from "./contract/source.ts";

export const sp701 = {
  id: "sp701",
  name: "AMD SP701 (Spartan-7 XC7S100)",
  vendor: "AMD",
  kind: "fpga",
  npu: { name: "FPGA, 160 DSP slices", cores: 160, peak: {} },
  memory: { isSharedWithCpu: false, note: "the survey says 4 GB; 4 Gbit (512 MB) of DDR3L is likely" },
  power: { maximumWatts: 12 },
  isHostRequired: false,
  runtimes: [],
  formats: [],
  precisionsAccelerated: [],
  lifecycle: [],
  paperRow: {
    table: 5,
    cells: {
      Company: "AMD",
      Device: "Spartan-7-SP701",
      "Computing power": "160 DSP",
      "Power Consumption": "12 W",
      CPU: "Cortex-M1 + Cortex-M3",
      GPU: "*",
      "AI accelerator": "FPGA",
      RAM: "4 GB DDR3",
      "Supported DL frameworks": "*",
    },
  },
  corrections: [
    {
      field: "memory",
      paperValue: "4 GB DDR3",
      verifiedValue: "probably 4 Gbit = 512 MB DDR3L",
      confidence: "low",
      source: unverified(),
    },
    {
      field: "cpu",
      paperValue: "Cortex-M1 + Cortex-M3",
      verifiedValue: "XC7S100 has no hard CPU; those are DesignStart soft cores",
      confidence: "medium",
      source: unverified("the part XC7S100 is in a public design file for the board"),
    },
  ],
  measured: [],
  notes: [],
  references: ["a public design file for the board (part XC7S100)"],
  sources: {
    "": survey(),
    "npu.cores": cited("the survey's table; FPGA part tables give the XC7S100 160 DSP slices"),
    memory: unverified(),
  },
} satisfies Device;
