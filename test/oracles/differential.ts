/**
 * Our inferred types beside those of `onnx.shape_inference`: whatever it knows of a tensor, we must know too, and
 * where both know a size they must agree.
 */
import { dimText, isKnown } from "../../core/graph/dim.ts";
import { type Model } from "../../core/graph/model.ts";
import { dtypeOf, shapeOf } from "../../core/graph/value-type.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { type Tensor } from "../../core/metrics/tensor.ts";

/** As shape_inference.py prints it: sizes are numbers, symbols, or null when not known. */
export type PeerTypes = Readonly<
  Record<
    string,
    { readonly dtype: string | null; readonly shape: readonly (number | string | null)[] | null }
  >
>;

export interface Comparison {
  readonly tensors: number;
  /** Sentences on tensors of which we know less, or something else. */
  readonly worse: readonly string[];
}

export function compareTypes(model: Model, peer: PeerTypes): Comparison {
  const { nodes, inputs, outputs, bindings } = analyze(model);
  const ours = new Map<string, Tensor>();
  for (const it of [...inputs, ...outputs, ...nodes.flatMap((node) => [...node.inputs, ...node.outputs])]) {
    if (it && !ours.has(it.name)) ours.set(it.name, it);
  }
  const worse: string[] = [];
  let tensors = 0;
  for (const [name, theirs] of Object.entries(peer)) {
    // The peer puts the path of subgraphs before a name.
    const mine = ours.get(name) ?? ours.get(name.split(/_branch\/|body\//).pop() ?? name);
    if (!mine) continue;
    tensors++;
    const difference = compare(mine, theirs, bindings);
    if (difference) worse.push(`${name}: ${difference}`);
  }
  return { tensors, worse };
}

function compare(
  mine: Tensor,
  theirs: PeerTypes[string],
  bindings: ReadonlyMap<string, number>,
): string | undefined {
  const dtype = dtypeOf(mine.type);
  if (theirs.dtype && dtype !== theirs.dtype) return `type ${dtype ?? "unknown"}, peer ${theirs.dtype}`;
  if (!theirs.shape) return undefined;
  const shape = shapeOf(mine.type);
  if (!shape) return `shape unknown, peer ${JSON.stringify(theirs.shape)}`;
  if (shape.length !== theirs.shape.length)
    return `rank ${shape.length}, peer ${JSON.stringify(theirs.shape)}`;
  for (const [i, their] of theirs.shape.entries()) {
    const own = shape[i] ?? -1;
    // A symbol that we have bound to a size may be any number.
    const isBound = typeof their === "string" && bindings.has(their);
    if (typeof their === "number" && own !== their) return `axis ${i} is ${dimText(own)}, peer ${their}`;
    // An expression over the inputs' sizes says more than a name; only another plain name contradicts one.
    const isPlain = !isKnown(own) && /^\w+$/.test(dimText(own));
    if (typeof their === "string" && !isBound && !/^unk__/.test(their) && isPlain && dimText(own) !== their) {
      return `axis ${i} is ${dimText(own)}, peer ${their}`;
    }
  }
  return undefined;
}
