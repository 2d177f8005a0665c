import { edgeTpuCache, edgeTpuSram, pycoralEnded } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived, unverified } from "./contract/source.ts";

export const coralUsb = {
  id: "coral-usb",
  name: "Coral USB Accelerator",
  vendor: "Google",
  kind: "accelerator",
  npu: {
    name: "Google Edge TPU",
    peak: { int8: { operationsPerSecond: 4e12 } },
    note: "full-integer INT8 only; float parts run on the CPU",
  },
  memory: { isSharedWithCpu: false, onChipBytes: 8 * 2 ** 20, weightCacheBytes: 7_235_174 },
  power: {
    of: "accelerator",
    typicalWatts: 2,
    note: "libedgetpu comes in a standard and a maximum clock; that the port must supply 900 mA is not confirmed",
  },
  isHostRequired: true,
  links: [
    {
      name: "USB 3.0",
      bytesPerSecond: 515e6,
      note: "x86 host, 418 to 613 MB/s; Raspberry Pi 4 host, 251 to 310 MB/s",
    },
    { name: "USB 2.0", bytesPerSecond: 34e6, note: "Raspberry Pi 3B+ host" },
  ],
  runtimes: [
    { id: "edgetpu", unit: "npu", precisions: ["int8"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "edgetpu", unit: "npu", precision: "int8" },
  formats: ["tflite-edgetpu"],
  precisionsAccelerated: ["int8"],
  lifecycle: [{ of: "runtime", runtime: "edgetpu", name: "pycoral", source: pycoralEnded }],
  paperRow: {
    table: 2,
    cells: {
      Company: "Google",
      Device: "Coral USB",
      "Computing power": "4TOPS",
      "Power Consumption": "2 W",
      CPU: "*",
      GPU: "*",
      "AI accelerator": "Google Edge TPU coprocessor",
      RAM: "*",
      "Supported DL frameworks": "Tensorflow Lite",
    },
  },
  corrections: [
    {
      field: "links",
      paperValue: "(not stated)",
      verifiedValue: "latency depends on the host link: SSD-MobileNetV2 18.2 ms USB3, 58.1 ms USB2",
      confidence: "high",
      source: cited("aallan/benchmarking-ml-on-the-edge"),
    },
  ],
  measured: [],
  notes: ["the tflite runtime computes on the CPU of the host"],
  references: ["google-coral/pycoral", "aallan/benchmarking-ml-on-the-edge"],
  sources: {
    "": cited("coral.ai documentation of the accelerator"),
    "npu.peak": cited("coral.ai product pages: 4 TOPS, INT8"),
    "memory.onChipBytes": edgeTpuSram,
    "memory.weightCacheBytes": edgeTpuCache,
    links: derived(
      "what Inception-v4 streams beyond the cache, 35.4 MB, over its time with and without 27 ms of computing; google-coral reference benchmarks, NobuoTsukamoto/benchmarks",
    ),
    power: cited('Coral M.2 datasheet: "0.5 watts for each TOPS"; the chip alone'),
    "power.note": unverified("the current of the port"),
  },
} satisfies Device;
