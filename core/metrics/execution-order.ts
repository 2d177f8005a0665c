import { type Node } from "../graph/model.ts";
import { nodeNeeds, runnableNodes } from "../graph/node-needs.ts";

/**
 * The nodes in an order in which every value is made before it is used. ONNX demands that of the file, and then the
 * file's own order is kept; otherwise a node that comes too late moves to just before the first one that needs it.
 * Nodes on a cycle, and those behind one, come last, in file order.
 */
export function executionOrder(nodes: readonly Node[]): readonly Node[] {
  const needs = nodeNeeds(nodes);
  const isSorted = needs.every((its, i) => its.every((it) => it < i));
  return isSorted ? nodes : sorted(nodes, needs);
}

function sorted(nodes: readonly Node[], needs: readonly (readonly number[])[]): readonly Node[] {
  const sortable = runnableNodes(needs);
  const order = new Set<number>();
  // How many of each node's needs are met: none is looked at twice.
  const met = new Array<number>(nodes.length).fill(0);
  for (const first of sortable) {
    // A stack of its own: a chain of a hundred thousand nodes would overflow the call stack.
    const stack = [first];
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      const missing = needs[i]?.[met[i] ?? 0];
      if (missing === undefined) {
        order.add(i);
        continue;
      }
      met[i] = (met[i] ?? 0) + 1;
      stack.push(i);
      if (!order.has(missing)) stack.push(missing);
    }
  }
  return [...[...order].flatMap((i) => nodes[i] ?? []), ...nodes.filter((_, i) => !sortable.has(i))];
}
