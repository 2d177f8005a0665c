import { type Target } from "../rules/contract/subject.ts";

/** Channels that a unit takes at a time: others are padded up to a multiple of it. */
export interface ChannelAlignment {
  readonly multiple: number;
  readonly source: string;
}

const tensorCores =
  "TensorRT's vectorised formats hwc8 (FP16) and chw32 (INT8); that other widths are padded is unverified";

/** Undefined: no such multiple is known, or any even number will do (Jetson Nano and TX2 have no tensor cores). */
export function channelAlignment({ device, choice }: Target): ChannelAlignment | undefined {
  const { runtime, unit, precision } = choice;
  if (runtime === "tensorrt" && unit === "gpu" && Number(device.gpu?.computeCapability) >= 7) {
    if (precision === "fp16") return { multiple: 8, source: tensorCores };
    if (precision === "int8") return { multiple: 32, source: tensorCores };
  }
  if (runtime === "vitis-ai")
    return { multiple: 16, source: "UG1354: the DPU B4096 takes 16 input and 16 output channels at a time" };
  if (runtime === "openvino" && unit === "npu") {
    return { multiple: 32, source: "ANNETTE's published model of the NCS2: 32 output channels at a time" };
  }
  return undefined;
}
