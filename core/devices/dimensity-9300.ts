import { type Device } from "./contract/device.ts";
import { cited, survey } from "./contract/source.ts";

export const dimensity9300 = {
  id: "dimensity-9300",
  name: "MediaTek Dimensity 9300",
  vendor: "MediaTek",
  kind: "soc",
  cpu: {
    name: "1x Cortex-X4 3.25 GHz + 3x Cortex-X4 2.85 GHz + 4x Cortex-A720 2.0 GHz",
    cores: 8,
    clockHz: 3.25e9,
    peak: {},
  },
  gpu: { name: "Immortalis-G720 MC12", cores: 12, peak: {} },
  npu: { name: "APU 790", peak: {} },
  memory: { isSharedWithCpu: true, note: "LPDDR5T-9600" },
  power: { maximumWatts: 10 },
  isHostRequired: false,
  runtimes: [
    { id: "neuropilot", unit: "npu", precisions: ["fp16", "int8"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "neuropilot", unit: "npu", precision: "int8" },
  formats: ["tflite", "dla"],
  precisionsAccelerated: ["fp16", "int8"],
  lifecycle: [],
  paperRow: {
    table: 4,
    cells: {
      Company: "MediaTek",
      Device: "Dimensity 9300",
      "Computing power": "*",
      "Power Consumption": "10 W",
      CPU: "4x Arm Cortex-X4 at 3.25 GHz + 4x Arm Cortex-A720",
      GPU: "Arm Immortalis-G720 MC12",
      "AI accelerator": "MediaTek APU 790",
      RAM: "*",
      "Supported DL frameworks": "NeuroPilot",
    },
  },
  corrections: [
    {
      field: "cpu",
      paperValue: "4x Cortex-X4 at 3.25 GHz",
      verifiedValue: "one X4 at 3.25, three at 2.85, A720 at 2.0 GHz",
      confidence: "high",
      source: cited("czechia.postsen.com/news/155198; gizchina.it 2023-10"),
    },
  ],
  measured: [],
  notes: [],
  references: ["czechia.postsen.com/news/155198"],
  sources: { "": cited("czechia.postsen.com/news/155198"), power: survey() },
} satisfies Device;
