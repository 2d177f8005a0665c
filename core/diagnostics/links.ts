import { type NodeReport } from "../metrics/analysis.ts";
import { type Tensor } from "../metrics/tensor.ts";

/** Who makes and who reads each tensor: how a rule walks from node to node. */
export interface Links {
  producer(tensor: Tensor | undefined): NodeReport | undefined;
  consumers(tensor: Tensor | undefined): readonly NodeReport[];
}

export function linksOf(nodes: readonly NodeReport[]): Links {
  const producers = new Map<Tensor, NodeReport>();
  const consumers = new Map<Tensor, NodeReport[]>();
  for (const report of nodes) {
    for (const it of report.outputs) if (it) producers.set(it, report);
    for (const it of new Set(report.inputs)) {
      if (!it) continue;
      const known = consumers.get(it);
      if (known) known.push(report);
      else consumers.set(it, [report]);
    }
  }
  return {
    producer: (tensor) => tensor && producers.get(tensor),
    consumers: (tensor) => (tensor && consumers.get(tensor)) ?? [],
  };
}
