import { type ComputeUnitName, type Device } from "../devices/contract/device.ts";
import { type RuntimeId } from "../devices/contract/runtime.ts";
import { type Fusion } from "./kernels.ts";
import { coreRates, type Machine, type Precision } from "./machine.ts";

/** A runtime on one kind of hardware: what its measurements have in common. */
export type Family = string;

const accelerator: Fusion = { sums: true, smooth: true, joins: true };
const library: Fusion = { sums: false, smooth: true, joins: false };
const eager: Fusion = { sums: false, smooth: false, joins: false };

const fusions: readonly (readonly [pattern: RegExp, fusion: Fusion])[] = [
  [/^edgetpu/, { sums: true, smooth: false, joins: true }],
  [
    /^(tensorrt|vitis-dpu|hailo|rknn|bmrt|qnn|cann|axengine|tim-vx|openvino-myriad|hiai|cambricon|neuropilot)/,
    accelerator,
  ],
  [/^(ncnn|tnn|mnn|paddle|openvino)/, library],
];

/** What a family joins to the kernel before it; frameworks that run node by node join nothing but activations. */
export function fusionOf(family: Family): Fusion {
  return fusions.find(([pattern]) => pattern.test(family))?.[1] ?? eager;
}

const libraries: readonly (readonly [pattern: RegExp, library: string])[] = [
  [/^(mnn|openvino|onnxruntime|pytorch)-cpu$/, "cpu-libraries"],
  [/^(pytorch|onnxruntime|tensorflow)-cuda$/, "cuda-libraries"],
  [/^(armnn|paddle|tnn)-opencl$/, "opencl-libraries"],
];

/** Families that were measured little, and alike, are fitted together; the others are on their own. */
export function libraryOf(family: Family): string {
  return libraries.find(([pattern]) => pattern.test(family))?.[1] ?? family;
}

const families: Partial<Readonly<Record<`${RuntimeId}/${ComputeUnitName}`, Family>>> = {
  "edgetpu/npu": "edgetpu",
  "rknn/npu": "rknn-2",
  "vitis-ai/npu": "vitis-dpu",
  "hailo/npu": "hailo",
  "openvino/npu": "openvino-myriad",
  "openvino/cpu": "openvino-cpu",
  "cann-acl/npu": "cann",
  "sophon-sdk/npu": "bmrt",
  "qnn/npu": "qnn",
  "tflite/npu": "tim-vx",
  "tflite/cpu": "tflite-cpu",
  "ncnn/cpu": "ncnn-cpu",
  "ncnn/gpu": "ncnn-vulkan",
  "onnxruntime/cpu": "onnxruntime-cpu",
  "onnxruntime/gpu": "onnxruntime-cuda",
  "cambricon-neuware/npu": "cambricon",
  "neuropilot/npu": "neuropilot",
};

/** The family of a runtime on a unit of a device; undefined where nothing like it was measured. */
export function familyOf(runtime: RuntimeId, unit: ComputeUnitName, device: Device): Family | undefined {
  if (runtime === "tensorrt") return unit === "gpu" ? `tensorrt-${generationOf(device)}` : undefined;
  return families[`${runtime}/${unit}`];
}

/** GPUs without tensor cores, with the first ones, and with those of Ampere, which have int8 and sparsity. */
function generationOf({ gpu }: Device): "maxwell" | "volta" | "ampere" {
  const capability = Number(gpu?.computeCapability ?? "8.7");
  if (capability < 7) return "maxwell";
  return capability < 8 ? "volta" : "ampere";
}

/**
 * The peak that a family can reach; undefined for a precision that the unit does not compute in. ncnn on Vulkan computes fp16 without tensor cores, and int8 on GPUs that have none
 * is computed as fp32.
 */
export function peakOf(
  family: Family | undefined,
  peak: Partial<Readonly<Record<Precision, number>>>,
  precision: Precision,
): number | undefined {
  if (family === "ncnn-vulkan" && precision === "fp16" && peak.fp32 !== undefined) return 2 * peak.fp32;
  if (family === "tensorrt-maxwell" && precision === "int8") return peak.fp32;
  return peak[precision];
}

/** What a family computes in when asked for a precision: ncnn takes fp16 wherever the cores have it, unless told not to. */
export function arithmeticOf(
  family: Family | undefined,
  precision: Precision,
  { cores }: Pick<Machine, "cores">,
): Precision {
  const first = cores?.[0]?.core;
  if (family !== "ncnn-cpu" || precision === "int8" || !first) return precision;
  return coreRates[first].fp16 > coreRates[first].fp32 ? "fp16" : "fp32";
}
