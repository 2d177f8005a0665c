import { isIntegerOperator } from "../diagnostics/quantization.ts";
import { type Rule } from "./contract/rule.ts";

export const qoperatorFormat: Rule = {
  id: "qoperator-format",
  group: "compression",
  severity: "error",
  isForTarget: true,
  what: "The model is quantized with integer operators (QLinearConv, ConvInteger), which the runtime cannot import.",
  why: "TensorRT reads quantization from QuantizeLinear and DequantizeLinear around float operators only, with a zero point of 0; no version up to 10.1 has the integer operators.",
  fix: "Quantize again with quant_format=QDQ and symmetric activations and weights.",
  sources: ["onnx-tensorrt operator tables, 7.1 to 10.1-GA"],
  bad: {
    model: `integer (uint8[1, 8, 8, 8] x, int8[8, 8, 1, 1] w = ["location": "w.bin"]) => (int32[1, 8, 8, 8] y) {
  y = ConvInteger (x, w)
}`,
    device: "jetson-orin-nano-8gb",
  },
  good: {
    model: `quantized (float[1, 64, 56, 56] x, int8[64, 64, 3, 3] q = ["location": "w.bin"], float[64] s = ["location": "w.bin"]) => (float[1, 64, 56, 56] y)
<float t = {0.1}, int8 z = {0}>
{
  a = QuantizeLinear (x, t, z)
  b = DequantizeLinear (a, t, z)
  w = DequantizeLinear <axis = 0> (q, s)
  y = Conv <group = 1, pads = [1, 1, 1, 1]> (b, w)
}`,
    device: "jetson-orin-nano-8gb",
  },

  *check({ analysis, target }) {
    if (target?.choice.runtime !== "tensorrt") return;
    const integer = analysis.nodes.filter(isIntegerOperator);
    const [first] = integer;
    if (!first) return;
    const count = integer.length === 1 ? "1 integer operator" : `${integer.length} integer operators`;
    yield {
      message: `${count}, the first ${first.operator?.type ?? first.node.opType}: TensorRT on ${target.device.name} imports none of them.`,
      node: first,
    };
  },
};
