import { type Node } from "../graph/model.ts";

/**
 * The nodes in an order in which every value is made before it is used. ONNX demands that of the file, and then the
 * file's own order is kept; otherwise nodes move as little as needed. Nodes on a cycle come last, in file order.
 */
export function executionOrder(nodes: readonly Node[]): readonly Node[] {
  const producer = new Map<string, number>();
  nodes.forEach((node, i) => node.outputs.forEach((name) => name !== "" && producer.set(name, i)));
  const isSorted = nodes.every((node, i) => node.inputs.every((name) => (producer.get(name) ?? -1) < i));
  return isSorted ? nodes : sorted(nodes, producer);
}

function sorted(nodes: readonly Node[], producer: ReadonlyMap<string, number>): readonly Node[] {
  const waiting = new Array<number>(nodes.length).fill(0);
  const followers = nodes.map((): number[] => []);
  nodes.forEach((node, i) => {
    for (const name of new Set(node.inputs)) {
      const from = producer.get(name);
      if (from === undefined || from === i) continue;
      waiting[i] = (waiting[i] ?? 0) + 1;
      followers[from]?.push(i);
    }
  });
  const order: number[] = [];
  const ready = nodes.map((_, i) => i).filter((i) => waiting[i] === 0);
  for (let next = 0; next < ready.length; next++) {
    const i = ready[next] ?? 0;
    order.push(i);
    for (const follower of followers[i] ?? []) {
      const left = (waiting[follower] ?? 0) - 1;
      waiting[follower] = left;
      if (left === 0) ready.push(follower);
    }
  }
  const done = new Set(order);
  const cyclic = nodes.filter((_, i) => !done.has(i));
  return [...order.flatMap((i) => nodes[i] ?? []), ...cyclic];
}
