import { type NodeReport } from "../metrics/analysis.ts";
import { type Links } from "./links.ts";

/** Operators that runtimes fold into the layer before them, or that change no values: a layer and its next one are neighbours across them. */
const passed = new Set([
  ..."BatchNormalization Relu Clip LeakyRelu PRelu HardSwish HardSigmoid Swish Mish Gelu Elu Selu Celu".split(
    " ",
  ),
  ..."Sigmoid Tanh Softplus Softsign ThresholdedRelu Identity Dropout Cast QuantizeLinear DequantizeLinear Pad".split(
    " ",
  ),
]);
const mostSteps = 8;

/** The nodes after this one, in order, as long as each has one reader and only reshapes values; the last is the first that does more. */
export function onwards(start: NodeReport, links: Links): readonly NodeReport[] {
  const found: NodeReport[] = [];
  let node = start;
  for (let step = 0; step < mostSteps; step++) {
    const readers = links.consumers(node.outputs[0]);
    const product = gated(readers, links);
    const next = product ?? (readers.length === 1 ? readers[0] : undefined);
    if (!next) break;
    found.push(next);
    if (!product && !passed.has(next.operator?.type ?? "")) break;
    node = next;
  }
  return found;
}

const pools = new Set(["GlobalAveragePool", "ReduceMean", "AveragePool", "adaptive_avg_pool2d", "mean"]);

/**
 * x·sigmoid(x) reads x twice, and so does squeeze and excitation, whose gate starts at an average of x: the product is
 * where the two meet again.
 */
function gated(readers: readonly NodeReport[], links: Links): NodeReport | undefined {
  if (readers.length !== 2) return undefined;
  const product = readers.find((it) => it.operator?.type === "Mul");
  const gate = readers.find((it) => it !== product);
  if (!product || !gate) return undefined;
  const isGate = passed.has(gate.operator?.type ?? "") && links.consumers(gate.outputs[0]).includes(product);
  return isGate || pools.has(gate.operator?.type ?? "") ? product : undefined;
}
