import { type Device } from "../devices/contract/device.ts";
import { type RuntimeId, runtimeNames } from "../devices/contract/runtime.ts";
import { conversionFor } from "../support/conversions.ts";

/** What models are written or stored in, each by the name that users know; Keras is TensorFlow's. */
export const frameworkNames = {
  pytorch: "PyTorch",
  tensorflow: "TensorFlow",
  tflite: "TFLite",
  onnx: "ONNX",
} as const;
export type Framework = keyof typeof frameworkNames;

/**
 * How a model of a framework gets into a runtime: `direct`; by an `export` that keeps the model as it is; over a `foreign`
 * framework, which writes it anew; or nothing is known.
 */
export interface Way {
  readonly kind: "direct" | "export" | "foreign" | "unknown";
  readonly text: string;
}

/** These load TFLite alone. */
const ofTflite: readonly RuntimeId[] = ["edgetpu", "tflite", "tflite-micro", "vela"];
/** These load ONNX as it is. */
const ofOnnx: readonly RuntimeId[] = ["onnxruntime", "tensorrt"];

/**
 * What makes the files of other runtimes, and out of what: OpenVINO 2022.3 and the survey's Table 1; RKNN-Toolkit2; Hailo's user guide;
 * Vitis AI user guide UG1414; CANN, option --framework of ATC; sophgo/tpu-mlir; Qualcomm 80-63442, Model Conversion; coremltools,
 * Source and Conversion Formats; Tencent/ncnn, use-ncnn-with-pytorch-or-onnx.
 */
const converters: Partial<
  Readonly<Record<RuntimeId, { readonly name: string; readonly takes: readonly Framework[] }>>
> = {
  openvino: { name: "OpenVINO's converter", takes: ["onnx", "tensorflow"] },
  rknn: { name: "RKNN-Toolkit2", takes: ["onnx", "pytorch", "tensorflow", "tflite"] },
  hailo: { name: "Hailo's Dataflow Compiler", takes: ["onnx", "tensorflow", "tflite"] },
  "vitis-ai": { name: "the Vitis AI quantizer", takes: ["onnx", "pytorch", "tensorflow"] },
  "cann-acl": { name: "CANN's ATC", takes: ["onnx", "tensorflow"] },
  "sophon-sdk": { name: "TPU-MLIR", takes: ["onnx", "pytorch", "tflite"] },
  qnn: { name: "Qualcomm's converter", takes: ["onnx", "pytorch", "tensorflow", "tflite"] },
  coreml: { name: "coremltools", takes: ["pytorch", "tensorflow"] },
  ncnn: { name: "ncnn's pnnx", takes: ["onnx", "pytorch"] },
};

const toOnnx = {
  pytorch: "torch.onnx.export",
  tensorflow: "tf2onnx",
  tflite: "tf2onnx",
  onnx: undefined,
} as const;

/** The way of a framework's models into what a runtime loads on a device. */
export function wayTo(framework: Framework, runtime: RuntimeId, device: Device): Way {
  const name = frameworkNames[framework];
  const to = runtimeNames[runtime];
  if (ofTflite.includes(runtime)) return overTflite(framework, runtime);
  const loadsOnnx = ofOnnx.includes(runtime);
  if (loadsOnnx && framework === "onnx") return { kind: "direct", text: `${to} loads ONNX` };
  const converter = converters[runtime];
  if (converter?.takes.includes(framework))
    return { kind: "export", text: `${converter.name} takes ${name} models` };
  const step = toOnnx[framework];
  const takesOnnx = loadsOnnx ? to : converter?.takes.includes("onnx") && converter.name;
  if (step && takesOnnx)
    return { kind: "export", text: `${takesOnnx} takes ${name} models as ONNX (${step})` };
  const stated = device.paperRow?.cells["Supported DL frameworks"] ?? "";
  if (stated.toLowerCase().includes(framework))
    return { kind: "export", text: `the survey lists ${name} for it` };
  return { kind: "unknown", text: `whether ${to} takes ${name} models is not known` };
}

function overTflite(framework: Framework, runtime: RuntimeId): Way {
  const conversion = conversionFor(runtime);
  if (framework === "tflite" || framework === "tensorflow") {
    const takes = conversion?.takes ?? "TFLite";
    return { kind: "direct", text: `${runtimeNames[runtime]} takes ${takes}; TensorFlow writes TFLite` };
  }
  const way = conversion?.fromOnnx === undefined ? "" : `: ${conversion.fromOnnx}`;
  const text = `${frameworkNames[framework]} models need conversion to TFLite${way}`;
  return { kind: "foreign", text };
}
