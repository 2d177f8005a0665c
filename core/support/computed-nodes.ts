import { type Analysis, type NodeReport } from "../metrics/analysis.ts";
import { type Tensor } from "../metrics/tensor.ts";

/**
 * Nodes that an inference computes, in execution order: without those that follow from stored tensors and known shapes
 * alone, which converters compute ahead. Models traced from source have many of them (tables of position biases).
 */
export function computedNodes({ nodes }: Analysis): readonly NodeReport[] {
  const ahead = new Set<Tensor>();
  const isAhead = (it: Tensor | undefined) => !it || it.isFolded || it.data !== undefined || ahead.has(it);
  return nodes.filter((report) => {
    const { operator, inputs, outputs, isFolded } = report;
    const made = outputs.filter((it) => it !== undefined);
    const isKnown = isFolded || (made.length > 0 && made.every((it) => it.data !== undefined));
    // Without an operator nobody knows what else it reads.
    if (!isKnown && (!operator || operator.isRandom === true || !inputs.every(isAhead))) return true;
    for (const it of made) ahead.add(it);
    return false;
  });
}
