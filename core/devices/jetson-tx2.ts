import { jetPack4Ended, jetsonHardwarePage } from "./contract/citations.ts";
import { type Device } from "./contract/device.ts";
import { cited, derived, unverified } from "./contract/source.ts";

export const jetsonTx2 = {
  id: "jetson-tx2",
  name: "NVIDIA Jetson TX2 8GB",
  vendor: "NVIDIA",
  kind: "soc",
  cpu: { name: "2x Denver 2 + 4x Cortex-A57", cores: 6, peak: {} },
  gpu: {
    name: "256-core Pascal",
    cores: 256,
    clockHz: 1.3e9,
    computeCapability: "6.2",
    peak: { fp32: { operationsPerSecond: 665.6e9 }, fp16: { operationsPerSecond: 1.33e12 } },
    note: "no INT8 path",
  },
  marketed: [{ operationsPerSecond: 1.33e12, counts: "FP16" }],
  memory: {
    bytes: 8 * 2 ** 30,
    usableBytes: 7854 * 2 ** 20,
    bandwidthBytesPerSecond: 59.7e9,
    isSharedWithCpu: true,
  },
  power: { typicalWatts: 7.5, maximumWatts: 15 },
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
  operatingSystem: "JetPack 4.x",
  lifecycle: [
    { of: "operating-system", name: "JetPack 4", lastVersion: "4.6.6", source: jetPack4Ended },
    {
      of: "board",
      name: "Jetson TX2 Developer Kit",
      since: "2022",
      source: unverified(
        "a public data summary of the TX2 Developer Kit quotes NVIDIA's lifecycle page: end of life, last orders in 2023",
      ),
    },
  ],
  paperRow: {
    table: 1,
    cells: {
      Company: "Nvidia",
      Device: "TX2",
      "Computing power": "1.33TFLOPS",
      "Power Consumption": "15 W",
      CPU: "2×NVIDIA Denver 2 64 bit CPU and 4×Arm Cortex-A57 MPCore CPU",
      GPU: "Pascal architecture, 256 CUDA cores",
      "AI accelerator": "*",
      RAM: "8 GB 128 bit LPDDR4 1866Mhz 59.7 GB/s",
      "Supported DL frameworks": "TensorFlow, PyTorch, MxNet, Keras",
    },
  },
  corrections: [
    {
      field: "peak",
      paperValue: "1.33TFLOPS (no precision given)",
      verifiedValue: "1.33 TFLOPS is FP16; FP32 is half (0.67)",
      confidence: "high",
      source: cited('a public data summary of the TX2 Developer Kit ("1.33 TFLOPS, FP16", 1.3 GHz)'),
    },
    {
      field: "precisionsAccelerated",
      sections: "2 and 5.5",
      paperValue: "(INT8 acceleration is implied)",
      verifiedValue: "no INT8",
      confidence: "high",
      source: cited(
        'TX2 log with the "without native Int8 support" warning (compute capability 6.2); NVIDIA forum 55481 "TX2 doesn\'t support INT8 operation"',
      ),
    },
  ],
  measured: [],
  notes: [],
  references: [
    "NVIDIA's embedded hardware page, AI performance row, as quoted in a public text: 275/248/200/157/117/67/34 TOPS (Orin), 32, 21 TOPS, 1.26/1.33 TFLOPS, 472 GFLOPS",
    "rbonghi/jetson_stats, jetson_variables.py (module ids, CUDA architecture)",
    "a public data summary of the TX2 Developer Kit",
  ],
  sources: {
    "": cited("a public data summary of the TX2 Developer Kit"),
    "gpu.peak.fp32": derived("256 cores × 1.3 GHz × 2"),
    "gpu.computeCapability": cited("trtexec log of the board"),
    marketed: jetsonHardwarePage,
    "memory.usableBytes": cited("tegrastats sample in the tests of rbonghi/jetson_stats"),
  },
} satisfies Device;
