import { type ComputeUnitName } from "./device.ts";

/** Number formats a network is run in. `int4` and, in llama.cpp, `int8` are those of weights only. */
export const precisions = ["fp32", "tf32", "fp16", "bf16", "int16", "int8", "int4"] as const;
export type Precision = (typeof precisions)[number];

/** What executes a model on a device; each by the name that users know. */
export const runtimeNames = {
  "cambricon-neuware": "Cambricon NeuWare",
  "cann-acl": "CANN (AscendCL)",
  coreml: "Core ML",
  edgetpu: "TFLite + Edge TPU",
  finn: "FINN",
  hailo: "HailoRT",
  "llama.cpp": "llama.cpp",
  mindspore: "MindSpore Lite",
  mlx: "MLX",
  ncnn: "ncnn",
  neuropilot: "NeuroPilot",
  onnxruntime: "ONNX Runtime",
  openvino: "OpenVINO",
  "paddle-lite": "Paddle Lite",
  qnn: "Qualcomm QNN",
  rknn: "RKNN",
  "sophon-sdk": "Sophon SDK",
  tensorrt: "TensorRT",
  tflite: "TFLite",
  "tflite-micro": "TFLite Micro",
  tvm: "TVM",
  vela: "TFLite + Vela",
  "vitis-ai": "Vitis AI",
} as const;
export type RuntimeId = keyof typeof runtimeNames;

/** One way to run a network on a device. A runtime that computes with either of two units has two entries. */
export interface DeviceRuntime {
  readonly id: RuntimeId;
  readonly unit: ComputeUnitName;
  /** Those that make sense, the fastest last. One that is accepted but slower than another is left out. */
  readonly precisions: readonly Precision[];
  /** Where nodes go that the unit cannot do. Absent: such a model does not run. */
  readonly fallback?: ComputeUnitName;
}

export interface RuntimeChoice {
  readonly runtime: RuntimeId;
  readonly unit: ComputeUnitName;
  readonly precision: Precision;
}
