import { type Entry } from "./flatten.ts";
import { type Consumers } from "./stored-types.ts";
import { type Tensor } from "./tensor.ts";

/** Who reads each tensor. What a body gives out counts as a graph output: it leaves the nodes' sight. */
export function consumersOf(entries: readonly Entry[], outputs: readonly Tensor[]): Consumers {
  const of = new Map<Tensor, Entry[]>();
  const graphOutputs = new Set(outputs);
  for (const entry of entries) {
    for (const tensor of new Set(entry.visit.inputs)) {
      if (!tensor) continue;
      const known = of.get(tensor);
      if (known) known.push(entry);
      else of.set(tensor, [entry]);
    }
    for (const body of entry.visit.bodies) for (const it of body.outputs) graphOutputs.add(it);
  }
  return { of, graphOutputs };
}
