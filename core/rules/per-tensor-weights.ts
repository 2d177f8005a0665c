import { convolutionOf, isDepthwise } from "../diagnostics/convolution.ts";
import { weightScales } from "../diagnostics/quantization.ts";
import { type Rule } from "./contract/rule.ts";

export const perTensorWeights: Rule = {
  id: "per-tensor-weights",
  group: "compression",
  severity: "warning",
  isForTarget: false,
  what: "The quantized weights of a convolution have one scale for all channels.",
  why: "A channel with small weights is left with a few of the 256 steps. It costs a depthwise network points of accuracy, a dense one tenths, and no time is gained: runtimes apply a scale for each channel at no cost.",
  fix: "Quantize again with per_channel=True (onnxruntime), or per-channel observers (PyTorch).",
  sources: [
    "TensorFlow model optimization, Table 1: MobileNetV2 0.719 float, 0.637 quantized after training with the per-tensor tools of its time",
    "Hailo model zoo, hardware degradation with a scale for each channel: mobilenet_v2_1.0 -0.9 points",
    "RKNN-Toolkit2 operator list: both are supported",
  ],
  bad: {
    model: `quantized (float[1, 64, 56, 56] x, int8[64, 1, 3, 3] q = ["location": "w.bin"], float s = {0.1}) => (float[1, 64, 56, 56] y)
<float t = {0.1}, int8 z = {0}>
{
  a = QuantizeLinear (x, t, z)
  b = DequantizeLinear (a, t, z)
  w = DequantizeLinear <axis = 0> (q, s)
  y = Conv <group = 64, pads = [1, 1, 1, 1]> (b, w)
}`,
  },
  good: {
    model: `quantized (float[1, 64, 56, 56] x, int8[64, 1, 3, 3] q = ["location": "w.bin"], float[64] s = ["location": "w.bin"]) => (float[1, 64, 56, 56] y)
<float t = {0.1}, int8 z = {0}>
{
  a = QuantizeLinear (x, t, z)
  b = DequantizeLinear (a, t, z)
  w = DequantizeLinear <axis = 0> (q, s)
  y = Conv <group = 64, pads = [1, 1, 1, 1]> (b, w)
}`,
  },

  *check({ analysis, links }) {
    for (const node of analysis.nodes) {
      const layer = convolutionOf(node);
      if (!layer || layer.outputChannels < 2 || weightScales(node, links) !== 1) continue;
      const kind = isDepthwise(layer) ? "depthwise convolution" : "convolution";
      yield {
        message: `One scale for the weights of all ${layer.outputChannels} channels of a ${kind}.`,
        node,
        severity: isDepthwise(layer) ? "warning" : "info",
        weight: node.cost.parameters,
      };
    }
  },
};
