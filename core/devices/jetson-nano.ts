import { cortexA57Peak, jetPack4Ended, jetsonHardwarePage, ultralyticsTable } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived } from "./contract/source.ts";

export const jetsonNano = {
  id: "jetson-nano",
  name: "NVIDIA Jetson Nano 4GB",
  vendor: "NVIDIA",
  kind: "soc",
  cpu: { name: "4x Cortex-A57", cores: 4, clockHz: 1.43e9, peak: { fp32: { operationsPerSecond: 45.76e9 } } },
  gpu: {
    name: "128-core Maxwell",
    cores: 128,
    clockHz: 921.6e6,
    computeCapability: "5.3",
    peak: { fp32: { operationsPerSecond: 235.9e9 }, fp16: { operationsPerSecond: 471.9e9 } },
    note: "no INT8 path",
  },
  marketed: [{ operationsPerSecond: 472e9, counts: "FP16" }],
  memory: {
    bytes: 4 * 2 ** 30,
    usableBytes: 3964 * 2 ** 20,
    bandwidthBytesPerSecond: 25.6e9,
    isSharedWithCpu: true,
    note: "tegrastats reports 3956 to 3964 MB; a 2 GB variant exists (p3448-0003)",
  },
  power: {
    typicalWatts: 5,
    maximumWatts: 10,
    modes: [
      { name: "MAXN", watts: 10, gpuShareOfPeak: 1 },
      { name: "5W", watts: 5, gpuShareOfPeak: 0.694 },
    ],
    note: "the 5W mode also runs only 2 CPU cores, at 918 MHz",
  },
  isHostRequired: false,
  runtimes: [
    { id: "tensorrt", unit: "gpu", precisions: ["fp32", "fp16"] },
    { id: "onnxruntime", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "onnxruntime", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "tflite", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "ncnn", unit: "gpu", precisions: ["fp32", "fp16"], fallback: "cpu" },
    { id: "ncnn", unit: "cpu", precisions: ["fp32", "int8"] },
    { id: "llama.cpp", unit: "gpu", precisions: ["fp16", "int8", "int4"] },
    { id: "llama.cpp", unit: "cpu", precisions: ["int8", "int4"] },
  ],
  defaultRuntime: { runtime: "tensorrt", unit: "gpu", precision: "fp16" },
  formats: ["onnx", "engine", "tflite", "gguf"],
  precisionsAccelerated: ["fp16"],
  operatingSystem: "JetPack 4.x (Ubuntu 18.04, Python 3.6, glibc 2.27)",
  lifecycle: [{ of: "operating-system", name: "JetPack 4", lastVersion: "4.6.6", source: jetPack4Ended }],
  paperRow: {
    table: 1,
    cells: {
      Company: "Nvidia",
      Device: "Nano",
      "Computing power": "0.472TFLOPS",
      "Power Consumption": "10 W",
      CPU: "4×ARM Cortex-A57 MPCore CPU",
      GPU: "Maxwell architecture, contains 128 CUDA cores",
      "AI accelerator": "*",
      RAM: "4 GB 64 bit 1600 MHz LPDDR4 25.6 GB/s",
      "Supported DL frameworks": "TensorFlow, PyTorch, MxNet, Keras",
    },
  },
  corrections: [
    {
      field: "peak",
      paperValue: "0.472TFLOPS (no precision given)",
      verifiedValue: "472 GFLOPS is FP16; FP32 peak is 235.9 GFLOPS",
      confidence: "high",
      source: cited(
        'real board log `SMs: 1`, `Compute Clock Rate: 0.9216 GHz`, `Compute Capability: 5.3` (NobuoTsukamoto/benchmarks tensorrt/jetson/detection/results/trtexec.log); a public description of the board: "472 GFLOPs AI FP16"',
      ),
    },
    {
      field: "precisionsAccelerated",
      sections: "5.5 and 7.6",
      paperValue:
        "Int8 quantization acceleration is supported; worked example ends with INT8 TensorRT on the Nano",
      verifiedValue:
        "no INT8 acceleration; FP16 is the only reduced precision that speeds up. Measured FP32 5.01 / FP16 3.80 / INT8 5.00 ms",
      confidence: "high",
      source: cited(
        'three independent public trtexec logs on the board (YOLOv8n-cls, TensorRT 8.0.1; a bird\'s-eye-view U-Net, TensorRT 8.2.1; YOLOv8n-cls on PlantDoc): "Int8 support requested on hardware without native Int8 support, performance will be negatively affected."',
      ),
    },
    {
      field: "comparison of computing power",
      sections: "2",
      paperValue: "highest computing power among NCS2, Nano, Coral",
      verifiedValue:
        "not comparable units; measured SSD-MobileNetV2 300: Nano TensorRT 72.3 ms, Coral Dev Board 20.9, NCS2 USB3 80.4",
      confidence: "high",
      source: cited("aallan/benchmarking-ml-on-the-edge README"),
    },
  ],
  measured: [
    {
      what: "FP16 speed-up over FP32, TensorRT 8.0.1, GPU time",
      unit: "times",
      minimum: 1,
      median: 1.16,
      maximum: 1.78,
      count: 30,
      source: derived("pairs of engines in the trtexec logs of NobuoTsukamoto/benchmarks"),
    },
    {
      what: "INT8 speed-up over FP32, TensorRT 8.0.1, YOLOv8n-cls 224",
      unit: "times",
      median: 1,
      count: 1,
      source: derived("5.01 ms FP32, 5.00 ms INT8 (FP16 3.80 ms) in a public trtexec log"),
    },
  ],
  notes: [],
  references: [
    "Ultralytics guide to NVIDIA Jetson, comparison table",
    "NVIDIA's embedded hardware page, AI performance row, as quoted in a public text: 275/248/200/157/117/67/34 TOPS (Orin), 32, 21 TOPS, 1.26/1.33 TFLOPS, 472 GFLOPS",
    "rbonghi/jetson_stats, jetson_variables.py (module ids, CUDA architecture)",
    "NobuoTsukamoto/benchmarks",
  ],
  sources: {
    "": ultralyticsTable,
    "cpu.peak": cortexA57Peak,
    "gpu.peak": derived(
      "1 SM × 128 CUDA cores × 0.9216 GHz × 2, FP16 twice that; SMs and clock from a trtexec log of the board (NobuoTsukamoto/benchmarks)",
    ),
    "gpu.computeCapability": cited("trtexec log of the board (NobuoTsukamoto/benchmarks)"),
    marketed: jetsonHardwarePage,
    "memory.usableBytes": cited("tegrastats sample in the tests of rbonghi/jetson_stats"),
    power: cited(
      "the survey's table; 5 to 10 W in NVIDIA's embedded hardware page, as quoted in a public text",
    ),
    "power.modes": cited(
      "nvpmodel output in the tests of rbonghi/jetson_stats: GPU 921.6 MHz, 640 MHz in the 5W mode",
    ),
  },
} satisfies Device;
