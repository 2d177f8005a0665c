import { runtimeNames } from "../devices/contract/runtime.ts";
import { conversionFor } from "../support/conversions.ts";
import { type Rule } from "./contract/rule.ts";

export const unsupportedFormat: Rule = {
  id: "unsupported-format",
  group: "support",
  severity: "info",
  isForTarget: true,
  what: "The device's runtime does not load this kind of model file: it has to be converted.",
  why:
    "Each conversion is one more place where operators, shapes and accuracy can be lost, and it usually runs on an x86 computer, not on " +
    "the device. Without a documented way the model does not get there at all.",
  fix: "Convert it as the message says, and compare its outputs before and after.",
  sources: [
    "coral.ai, TensorFlow models on the Edge TPU; onnx2tf on PyPI",
    "intel.com 000089522; docs.openvino.ai/2023.3",
    "airockchip/rknn-toolkit2; hailo-ai/hailo_model_zoo; Xilinx/Vitis-AI 2.5; ggml-org/llama.cpp",
  ],
  bad: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "coral-usb",
  },
  good: {
    model: `plain (float[1, 8, 8, 8] x) => (float[1, 8, 8, 8] y) {
  y = Relu (x)
}`,
    device: "jetson-nano",
  },

  *check({ analysis, target }) {
    const conversion = target && conversionFor(target.choice.runtime);
    if (!target || !conversion) return;
    const isTorch = analysis.model.format === "pytorch";
    const overOnnx = conversion.fromOnnx && `torch.onnx.export, then ${conversion.fromOnnx}`;
    const way = isTorch ? (conversion.fromPytorch ?? overOnnx) : conversion.fromOnnx;
    const takes =
      `${runtimeNames[target.choice.runtime]} on ${target.device.name} takes ${conversion.takes}, ` +
      `this is ${isTorch ? "PyTorch source" : "ONNX"}.`;
    yield way
      ? { message: `${takes} The way there: ${way}.` }
      : { message: `${takes} No documented conversion leads there.`, severity: "error" };
  },
};
