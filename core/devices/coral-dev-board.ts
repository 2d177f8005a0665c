import { edgeTpuCache, edgeTpuSram, pycoralEnded } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived, unverified } from "./contract/source.ts";

export const coralDevBoard = {
  id: "coral-dev-board",
  name: "Coral Dev Board (1 GB)",
  vendor: "Google",
  kind: "soc",
  cpu: { name: "4x Cortex-A53 + Cortex-M4F (NXP i.MX 8M)", cores: 4, peak: {} },
  gpu: { name: "GC7000 Lite", peak: {}, note: "graphics" },
  npu: {
    name: "Google Edge TPU",
    peak: { int8: { operationsPerSecond: 4e12 } },
    note: "full-integer INT8 only; float parts run on the CPU",
  },
  memory: {
    bytes: 2 ** 30,
    variantsBytes: [2 ** 30, 4 * 2 ** 30],
    isSharedWithCpu: true,
    onChipBytes: 8 * 2 ** 20,
    weightCacheBytes: 7_235_174,
    note: "what can be cached is less than the SRAM and depends on the model",
  },
  power: {
    of: "accelerator",
    typicalWatts: 2,
    note: "2 W is the Edge TPU alone, 0.5 W for each TOPS; the board takes a 5 V supply of 2 to 3 A, which is not confirmed",
  },
  isHostRequired: false,
  links: [{ name: "PCIe Gen2 x1", bytesPerSecond: 418e6, note: "on the board; 353 to 483 MB/s" }],
  runtimes: [
    { id: "edgetpu", unit: "npu", precisions: ["int8"], fallback: "cpu" },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
  ],
  defaultRuntime: { runtime: "edgetpu", unit: "npu", precision: "int8" },
  formats: ["tflite-edgetpu", "tflite"],
  precisionsAccelerated: ["int8"],
  operatingSystem: "Mendel (Debian 10), Python 3.7",
  lifecycle: [{ of: "runtime", runtime: "edgetpu", name: "pycoral", source: pycoralEnded }],
  paperRow: {
    table: 2,
    cells: {
      Company: "Google",
      Device: "Coral Dev Board",
      "Computing power": "4TOPS",
      "Power Consumption": "2 W",
      CPU: "4xCortex-A53, Cortex-M4F",
      GPU: "Integrated GC7000 Lite Graphics",
      "AI accelerator": "Google Edge TPU coprocessor",
      RAM: "1 GB LPDDR4",
      "Supported DL frameworks": "Tensorflow lite",
    },
  },
  corrections: [
    {
      field: "power",
      paperValue: "2 W (row of a whole board)",
      verifiedValue: "2 W = Edge TPU chip at 4 TOPS; not board power",
      confidence: "high",
      source: cited(
        'Coral M.2 datasheet coral.withgoogle.com/docs/m2/datasheet ("0.5 watts for each TOPS"); dual-TPU datasheet v1.3 ("using 2 watts")',
      ),
    },
    {
      field: "claim on power efficiency",
      sections: "2 and 7.1",
      paperValue: "highest computing-power/power ratio of all devices in the tables",
      verifiedValue:
        "not so by the survey's own tables: Hailo-8 26/2.5 = 10.4 and A17 Pro 35/11 = 3.2 TOPS/W against 4/2 = 2.0",
      confidence: "high",
      source: derived("the survey's Tables 2 and 4"),
    },
    {
      field: "claim on PyTorch models",
      sections: "7.6",
      paperValue: "PyTorch project => Coral not supported",
      verifiedValue:
        "convertible PyTorch -> ONNX -> TFLite int8 -> edgetpu_compiler: YOLOv7-tiny mapped with 246 ops, 5.90 MiB cached",
      confidence: "high",
      source: cited("WongKinYiu/yolov7 PR#1672 compiler log"),
    },
  ],
  measured: [],
  notes: [],
  references: ["coral.ai documentation", "google-coral/pycoral", "NobuoTsukamoto/benchmarks, Dev Board logs"],
  sources: {
    "": cited("coral.ai documentation of the board"),
    "npu.peak": cited("coral.ai product pages: 4 TOPS, INT8"),
    "memory.onChipBytes": edgeTpuSram,
    "memory.weightCacheBytes": edgeTpuCache,
    "memory.variantsBytes": unverified(
      "the 4 GB board; the System-on-Module datasheet 1.11 lists modules of 1, 2 and 4 GB",
    ),
    links: derived(
      "what Inception-v4 streams beyond the cache, 35.4 MB, over its time with and without 27 ms of computing; google-coral reference benchmarks, NobuoTsukamoto/benchmarks",
    ),
    power: cited('Coral M.2 datasheet: "0.5 watts for each TOPS"'),
    "power.note": unverified("the supply of the board"),
    operatingSystem: unverified(),
  },
} satisfies Device;
