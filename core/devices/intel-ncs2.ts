import { type Device } from "./contract/device.ts";
import { cited, unverified } from "./contract/source.ts";

export const intelNcs2 = {
  id: "intel-ncs2",
  name: "Intel Neural Compute Stick 2",
  vendor: "Intel",
  kind: "accelerator",
  npu: {
    name: "Movidius Myriad X (2 NCE + 16 SHAVE)",
    cores: 2,
    peak: { fp16: { operationsPerSecond: 1e12 } },
    note: "FP16 only",
  },
  marketed: [{ operationsPerSecond: 4e12, counts: "the whole chip, all units" }],
  memory: {
    bytes: 512 * 2 ** 20,
    isSharedWithCpu: false,
    onChipBytes: 2.5e6,
    note: "512 MB LPDDR4 in the package; 2.5 MB CMX",
  },
  power: { note: "no figure of the vendor was found; 1 W is published for the Myriad 2 of the first stick" },
  isHostRequired: true,
  links: [
    { name: "USB 3.0" },
    {
      name: "USB 2.0",
      note: "SSD MobileNetV2 300: 118.6 ms, 80.4 ms over USB 3.0 (aallan/benchmarking-ml-on-the-edge)",
    },
  ],
  runtimes: [{ id: "openvino", unit: "npu", precisions: ["fp16"] }],
  defaultRuntime: { runtime: "openvino", unit: "npu", precision: "fp16" },
  formats: ["openvino-ir"],
  precisionsAccelerated: ["fp16"],
  lifecycle: [
    {
      of: "runtime",
      runtime: "openvino",
      name: "OpenVINO MYRIAD plugin",
      lastVersion: "2022.3.1 LTS",
      since: "2023.0",
      source: cited("docs.openvino.ai/2023.3, Supported Devices and release selector"),
    },
  ],
  paperRow: {
    table: 1,
    cells: {
      Company: "Intel",
      Device: "NCS2",
      "Computing power": "1TOPS",
      "Power Consumption": "1 W",
      CPU: "*",
      GPU: "*",
      "AI accelerator": "Movidius VPU",
      RAM: "*",
      "Supported DL frameworks": "Openvino",
    },
  },
  corrections: [
    {
      field: "precisionsAccelerated",
      sections: "5.5",
      paperValue: "supports Int8 quantization acceleration",
      verifiedValue: "FP16 only",
      confidence: "high",
      source: cited(
        'intel.com "Should I choose FP16 or FP32" (VPU supports FP16); intel.com 000089522 ("Intel NCS2 requires FP16 model format")',
      ),
    },
    {
      field: "peak",
      paperValue: "1TOPS (the paper says TOPS are Int8)",
      verifiedValue: "1 TOPS of FP16 DNN compute",
      confidence: "high",
      source: cited("software.intel.com neural-compute-stick-2-optimizing-networks"),
    },
    {
      field: "power",
      paperValue: "1 W",
      verifiedValue: "unverified: the 1 W figure is published for Myriad 2 (NCS1)",
      confidence: "medium",
      source: cited("adafruitdaily.com 2018-02-23; bdti.com 2017-08-31"),
    },
    {
      field: "runtimes",
      paperValue: "OpenVINO (current)",
      verifiedValue: "MYRIAD plugin cancelled from OpenVINO 2023.0; last is 2022.3 LTS",
      confidence: "high",
      source: cited("docs.openvino.ai/2023.3 Supported Devices"),
    },
    {
      field: "recommendation",
      sections: "2",
      paperValue: "good choice for simple tasks",
      verifiedValue: "a Raspberry Pi 5 CPU is faster: 23.5 ms vs 80.4 ms SSD-MobileNetV2",
      confidence: "high",
      source: cited("aallan/benchmarking-ml-on-the-edge"),
    },
  ],
  measured: [
    {
      what: "Bandwidth of dense convolutions",
      unit: "GB/s",
      median: 5.68,
      source: cited("ANNETTE's published model of the stick (ncs2-mixed.json), fitted to benchmarks on it"),
    },
    {
      what: "Bandwidth of depthwise convolutions",
      unit: "GB/s",
      median: 1.08,
      source: cited("ANNETTE's published model of the stick (ncs2-mixed.json), fitted to benchmarks on it"),
    },
  ],
  notes: [],
  references: ["intel.com", "docs.openvino.ai", "open_model_zoo releases/2022/3 device_support.md"],
  sources: {
    "": cited("intel.com, product and developer pages of the stick"),
    "npu.name": unverified(
      "2 NCE in software.intel.com neural-compute-stick-2-optimizing-networks; the 16 SHAVE cores are not confirmed",
    ),
    "npu.peak": cited(
      'software.intel.com neural-compute-stick-2-optimizing-networks: "1 TOPS of compute performance on deep neural network inferences"; networks run in FP16',
    ),
    marketed: cited("software.intel.com neural-compute-stick-2-optimizing-networks"),
    memory: unverified("pages of Intel and Luxonis name LPDDR4 and 2.5 MB CMX; the data sheet was not read"),
    power: unverified(),
  },
} satisfies Device;
