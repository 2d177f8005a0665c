import { type Device } from "./contract/device.ts";
import { cited, derived, unverified } from "./contract/source.ts";

export const atlas200Dk = {
  id: "atlas-200-dk",
  name: "Huawei Atlas 200 DK (model 3000)",
  vendor: "Huawei",
  kind: "soc",
  cpu: {
    name: "8x Cortex-A55 in the Ascend 310",
    cores: 8,
    peak: {},
    note: "Hi3559C is an image and audio interface chip beside it",
  },
  npu: {
    name: "Ascend 310, 2 AI cores",
    cores: 2,
    peak: { fp16: { operationsPerSecond: 8e12 }, int8: { operationsPerSecond: 22e12 } },
    note: "22 TOPS is the highest setting, 16/8/4 can be set; 8 TFLOPS FP16 is at the setting of 16 TOPS",
  },
  memory: {
    bytes: 8 * 2 ** 30,
    variantsBytes: [4 * 2 ** 30, 8 * 2 ** 30],
    bandwidthBytesPerSecond: 51.2e9,
    isSharedWithCpu: true,
    note: "LPDDR4X",
  },
  power: { typicalWatts: 20, note: "36 W is the rating of the adapter" },
  isHostRequired: false,
  runtimes: [
    { id: "cann-acl", unit: "npu", precisions: ["int8", "fp16"] },
    { id: "mindspore", unit: "npu", precisions: ["int8", "fp16"] },
  ],
  defaultRuntime: { runtime: "cann-acl", unit: "npu", precision: "fp16" },
  formats: ["om"],
  precisionsAccelerated: ["fp16", "int8"],
  lifecycle: [],
  paperRow: {
    table: 2,
    cells: {
      Company: "Huawei",
      Device: "Atlas200 DK",
      "Computing power": "22TOPS",
      "Power Consumption": "36 W",
      CPU: "Hi3559A",
      GPU: "*",
      "AI accelerator": "HUAWEI Ascend 310",
      RAM: "4(8)GB 128(256) bit 3200 MHz LPDDR4",
      "Supported DL frameworks": "Tensorflow, Caffe, Pytorch",
    },
  },
  corrections: [
    {
      field: "power",
      paperValue: "36 W",
      verifiedValue: "20 W; 36 W is the adapter rating (12 V x 3 A)",
      confidence: "medium",
      source: cited('metai/aitrace Atlas200DK.html (power 20W, "12V 3A" adapter)'),
    },
    {
      field: "cpu",
      paperValue: "Hi3559A",
      verifiedValue: "Hi3559C image/audio interface chip beside the Ascend 310 module",
      confidence: "medium",
      source: cited("metai/aitrace, Atlas200DK.html"),
    },
    {
      field: "memory",
      paperValue: "128(256) bit LPDDR4",
      verifiedValue: "128-bit LPDDR4X",
      confidence: "high",
      source: cited("hiascend.com Atlas200DK 1013 productdesc"),
    },
  ],
  measured: [],
  notes: [
    "published INT8 timings of Ascend 310 are slower than FP16 (Paddle Lite, ResNet-50: 4.58 and 2.87 ms), so FP16 is the default",
  ],
  references: ["hiascend.com, Atlas200DKDeveloperKit 1013", "metai/aitrace, Atlas200DK.html"],
  sources: {
    "": cited("hiascend.com, Atlas200DKDeveloperKit 1013"),
    cpu: unverified(),
    "cpu.note": cited("metai/aitrace, Atlas200DK.html"),
    "memory.bandwidthBytesPerSecond": derived("128 bit × 3200 MT/s / 8"),
    power: cited("metai/aitrace, Atlas200DK.html"),
  },
} satisfies Device;
