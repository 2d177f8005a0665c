import { type Device } from "./contract/device.ts";
import { cited, survey, unverified } from "./contract/source.ts";

export const sophonSm5 = {
  id: "sophon-sm5",
  name: "Sophon SM5 (BM1684)",
  vendor: "Sophgo",
  kind: "soc",
  cpu: { name: "8x Cortex-A53", cores: 8, peak: {} },
  npu: {
    name: "BM1684 TPU",
    peak: { fp32: { operationsPerSecond: 2.2e12 }, int8: { operationsPerSecond: 17.6e12 } },
  },
  marketed: [{ operationsPerSecond: 35.2e12, counts: "INT8, with Winograd" }],
  memory: { bytes: 12 * 2 ** 30, isSharedWithCpu: false },
  power: { maximumWatts: 25, note: "a public list of Chinese AI chips gives the BM1684 18 W" },
  isHostRequired: false,
  runtimes: [{ id: "sophon-sdk", unit: "npu", precisions: ["fp32", "int8"] }],
  defaultRuntime: { runtime: "sophon-sdk", unit: "npu", precision: "int8" },
  formats: ["bmodel"],
  precisionsAccelerated: ["fp32", "int8"],
  lifecycle: [],
  paperRow: {
    table: 3,
    cells: {
      Company: "Sophon",
      Device: "SM5",
      "Computing power": "17.6(35.2)TOPS",
      "Power Consumption": "25 W",
      CPU: "ARM 8-core A53",
      GPU: "*",
      "AI accelerator": "BM1684 TPU",
      RAM: "12 GB",
      "Supported DL frameworks": "Caffe, Tensorflow, PyTorch, Paddle, Mxnet",
    },
  },
  corrections: [
    {
      field: "precisionsAccelerated",
      paperValue: "(not stated)",
      verifiedValue: "INT8 + FP32; BM1684 has no FP16 (BM1684X adds FP16)",
      confidence: "low",
      source: unverified("17.6/35.2 is in a public list of Chinese AI chips"),
    },
  ],
  measured: [],
  notes: [
    "BM1684 wants batch 4 in INT8: ResNet-50 takes 3.93 ms at batch 1 and 1.24 ms an image at batch 4 (sophgo/sophon-demo)",
  ],
  references: ["a public list of Chinese AI chips (17.6 and 35.2 TOPS, 18 W)"],
  sources: {
    "": survey(),
    "npu.peak.int8": cited("a public list of Chinese AI chips, and the survey"),
    "npu.peak.fp32": unverified(),
    marketed: unverified(
      "17.6 and 35.2 TOPS are in a public list; that the second counts Winograd is not confirmed",
    ),
    precisionsAccelerated: unverified("BM1684 has no FP16, BM1684X has"),
    "memory.isSharedWithCpu": unverified(),
  },
} satisfies Device;
