import { type NodeReport } from "../metrics/analysis.ts";
import { type Links } from "./links.ts";

const activations = new Set(
  (
    "Relu Clip LeakyRelu PRelu HardSwish HardSigmoid Swish Mish Gelu Elu Selu Celu Sigmoid Tanh Softplus Softsign " +
    "ThresholdedRelu Abs Neg Exp Log Sqrt Erf Reciprocal Sin Cos Floor Ceil Round"
  ).split(" "),
);
const arithmetic = new Set("Add Sub Mul Div Max Min Pow Where Sum Mean".split(" "));
/** What absorbs the elementwise operator right behind it. */
const layers = new Set("Conv ConvTranspose Gemm MatMul BatchNormalization".split(" "));

export function isElementwise({ operator }: NodeReport): boolean {
  const type = operator?.domain ? "" : (operator?.type ?? "");
  return activations.has(type) || arithmetic.has(type);
}

/**
 * True for an elementwise operator that stays a kernel of its own in runtimes that fold activations and one addition
 * into the layer before them.
 */
export function isLeftByFusion(node: NodeReport, links: Links): boolean {
  return !node.isFolded && !node.isAbsorbed && isElementwise(node) && !isFolded(node, links, 0);
}

const deepestChain = 4;

/** It follows a layer, at most a few elementwise steps behind it, whose values nobody else reads. */
function isFolded(node: NodeReport, links: Links, depth: number): boolean {
  if (depth > deepestChain) return false;
  return node.inputs.some((tensor) => {
    const producer = links.producer(tensor);
    if (!producer || producer.isFolded) return false;
    const readers = links.consumers(tensor);
    const isGate = readers.length === 2 && readers.includes(node);
    if (readers.length > 1 && !isGate) return false;
    if (layers.has(producer.operator?.type ?? "")) return true;
    return isElementwise(producer) && isFolded(producer, links, depth + 1);
  });
}
