import { isStatic } from "../graph/shape.ts";
import { shapeOf } from "../graph/value-type.ts";
import { type Analysis, type NodeReport } from "../metrics/analysis.ts";
import { type Links } from "./links.ts";
import { product } from "./convolution.ts";

/** Operators that compute with integers themselves, in place of Q/DQ around a float operator. */
const integerOperators = new Set(
  (
    "QLinearConv QLinearMatMul ConvInteger MatMulInteger DynamicQuantizeLinear QLinearAdd QLinearMul QLinearConcat QGemm " +
    "QLinearAveragePool QLinearGlobalAveragePool QLinearSigmoid QLinearLeakyRelu"
  ).split(" "),
);

export function isIntegerOperator({ operator, node }: NodeReport): boolean {
  return integerOperators.has(operator?.type ?? node.opType);
}

/** True for a model that is stored quantized, in either of ONNX's two ways. */
export function isQuantized({ nodes }: Analysis): boolean {
  return nodes.some((it) => it.node.opType === "QuantizeLinear" || isIntegerOperator(it));
}

/** How many scales the quantized weights of a layer have: 1 is per tensor. Undefined for float weights. */
export function weightScales({ inputs }: NodeReport, links: Links): number | undefined {
  for (const tensor of inputs.slice(1)) {
    const producer = links.producer(tensor);
    if (producer?.operator?.type !== "DequantizeLinear" || !producer.inputs[0]?.isFolded) continue;
    const scale = shapeOf(producer.inputs[1]?.type);
    return isStatic(scale) ? product(scale) : undefined;
  }
  return undefined;
}
