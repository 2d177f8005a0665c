import { unitText, runtimeOf } from "../diagnostics/judged-nodes.ts";
import { isQuantized } from "../diagnostics/quantization.ts";
import { runtimeNames } from "../devices/contract/runtime.ts";
import { type Rule } from "./contract/rule.ts";
import { type Target } from "./contract/subject.ts";

export const unsupportedPrecision: Rule = {
  id: "unsupported-precision",
  group: "support",
  severity: "error",
  isForTarget: true,
  what: "The precision that is chosen, or that the model is stored in, is none that the device's runtime computes in.",
  why:
    "Accelerators have one or two number formats: the Edge TPU, Hailo and DPUs int8 only, the NCS2 float16 only, the DLA float16 and int8. " +
    "In another one the model does not run there.",
  fix: "Choose one of the precisions that the message names; for int8 quantize the model first, for the NCS2 give it the float model.",
  sources: [
    "coral.ai, TensorFlow models on the Edge TPU: int8 only",
    'intel.com, "Should I choose FP16 or FP32", and article 000089522: the NCS2 takes FP16; OpenVINO 2022 documentation, Supported Devices: I8 is not supported on VPUs',
    'NVIDIA, DLA documentation: FP16 or INT8 only, "DLA does not support explicit quantization"',
    "hailo-ai/hailo_model_zoo; Xilinx/Vitis-AI 2.5 model zoo; airockchip/rknn-toolkit2, operator list 2.3.2",
  ],
  bad: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "coral-usb",
    choice: { precision: "fp16" },
  },
  good: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "coral-usb",
  },

  *check({ analysis, target }) {
    if (!target) return;
    const { choice, device } = target;
    const runtime = runtimeOf(target);
    if (!runtime) {
      const message = `${device.name} has no ${runtimeNames[choice.runtime]} that computes ${choice.precision} on its ${choice.unit}.`;
      yield { message };
      return;
    }
    const known = runtime.precisions.join(", ");
    if (!runtime.precisions.includes(choice.precision)) yield chosen(target, known);
    if (!isQuantized(analysis)) return;
    const stored = `The model is stored in int8`;
    if (choice.unit === "npu" && !runtime.precisions.includes("int8")) {
      yield {
        message: `${stored}, ${unitText(target, "npu")} computes ${known} only: give it the float model.`,
      };
    } else if (choice.runtime === "tensorrt" && choice.unit === "npu") {
      yield {
        message: `${stored} by QuantizeLinear and DequantizeLinear, which ${unitText(target, "npu")} does not take: give it the float model and a calibration cache.`,
      };
    }
  },
};

/** CPUs and GPUs mostly accept more than what makes sense on them; accelerators do not. */
function chosen(target: Target, known: string) {
  const { choice } = target;
  const where = unitText(target, choice.unit);
  const name = runtimeNames[choice.runtime];
  return choice.unit === "npu"
    ? ({ message: `${name} does not compute ${choice.precision} on ${where}, only ${known}.` } as const)
    : ({
        message: `${choice.precision} is no precision that helps ${name} on ${where}: there it is ${known}.`,
        severity: "info",
      } as const);
}
