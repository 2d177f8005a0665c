import { type Device } from "./contract/device.ts";
import { cited, derived, survey, unverified } from "./contract/source.ts";

export const edgeboardFz3 = {
  id: "edgeboard-fz3",
  name: "Baidu EdgeBoard FZ3",
  vendor: "Baidu",
  kind: "fpga",
  cpu: { name: "4x Cortex-A53 (Zynq UltraScale+)", cores: 4, peak: {} },
  npu: { name: "FPGA soft accelerator", peak: { int8: { operationsPerSecond: 1.2e12 } } },
  memory: {
    bytes: 4 * 2 ** 30,
    variantsBytes: [2 * 2 ** 30, 4 * 2 ** 30],
    bandwidthBytesPerSecond: 19.2e9,
    isSharedWithCpu: true,
    note: "2 GB on 32 bit or 4 GB on 64 bit at 2400 MT/s: 9.6 or 19.2 GB/s",
  },
  power: { maximumWatts: 12 },
  isHostRequired: false,
  runtimes: [{ id: "paddle-lite", unit: "npu", precisions: ["int8"], fallback: "cpu" }],
  defaultRuntime: { runtime: "paddle-lite", unit: "npu", precision: "int8" },
  formats: ["paddle"],
  precisionsAccelerated: ["int8"],
  lifecycle: [],
  paperRow: {
    table: 2,
    cells: {
      Company: "Baidu",
      Device: "Edgeboard FZ3",
      "Computing power": "1.2TOPS",
      "Power Consumption": "12 W",
      CPU: "4xCortex-A53",
      GPU: "*",
      "AI accelerator": "*",
      RAM: "2(4) GB 32(64) bit 2400 MHz LPDDR4",
      "Supported DL frameworks": "EazyDL, BML, Paddle",
    },
  },
  corrections: [
    {
      field: "npu",
      paperValue: "*",
      verifiedValue: 'FPGA soft core (the vendor versions the "soft core", e.g. 1.8.1)',
      confidence: "high",
      source: cited("PaddleX EdgeBoard guide"),
    },
  ],
  measured: [],
  notes: [],
  references: ["PaddleX EdgeBoard guide"],
  sources: {
    "": survey(),
    kind: unverified(),
    cpu: unverified("the survey says 4xCortex-A53; the chip family is not confirmed"),
    "npu.name": cited("PaddleX EdgeBoard guide"),
    "memory.bandwidthBytesPerSecond": derived("the survey's table: 64 bit × 2400 MT/s / 8"),
  },
} satisfies Device;
