import { type Entry } from "./flatten.ts";
import { type Tensor } from "./tensor.ts";

export interface Consumers {
  readonly of: ReadonlyMap<Tensor, readonly Entry[]>;
  readonly graphOutputs: ReadonlySet<Tensor>;
}

/** Who reads each tensor. What a body gives out counts as a graph output: it leaves the nodes' sight. */
export function consumersOf(entries: readonly Entry[], outputs: readonly Tensor[]): Consumers {
  const of = new Map<Tensor, Entry[]>();
  const graphOutputs = new Set(outputs);
  for (const entry of entries) {
    for (const tensor of entry.visit.inputs) {
      if (!tensor) continue;
      const known = of.get(tensor);
      if (!known) of.set(tensor, [entry]);
      else if (known[known.length - 1] !== entry) known.push(entry);
    }
    for (const body of entry.visit.bodies) for (const it of body.outputs) graphOutputs.add(it);
  }
  return { of, graphOutputs };
}
