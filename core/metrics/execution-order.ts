import { type Graph, type Node } from "../graph/model.ts";

/**
 * The nodes in an order in which every value is made before it is used. ONNX demands that of the file, and then the
 * file's own order is kept; otherwise a node that comes too late moves to just before the first one that needs it.
 * Nodes on a cycle, and those behind one, come last, in file order.
 */
export function executionOrder(nodes: readonly Node[]): readonly Node[] {
  const producer = new Map<string, number>();
  nodes.forEach((node, i) => node.outputs.forEach((name) => name !== "" && producer.set(name, i)));
  const needs = nodes.map((node, i) => neededBy(node, i, producer));
  const isSorted = needs.every((its, i) => its.every((it) => it < i));
  return isSorted ? nodes : sorted(nodes, needs);
}

/** The nodes that make what a node reads, itself left out; its subgraphs read outer values without listing them. */
function neededBy(node: Node, self: number, producer: ReadonlyMap<string, number>): readonly number[] {
  const needed = new Set<number>();
  const read = (name: string) => {
    const from = producer.get(name);
    if (from !== undefined && from !== self) needed.add(from);
  };
  node.inputs.forEach(read);
  for (const it of node.attributes.values()) if (it.kind === "graph") readInside(it.value, read);
  return [...needed];
}

function readInside(graph: Graph, read: (name: string) => void): void {
  const own = new Set([...graph.inputs.map((it) => it.name), ...graph.constants.keys()]);
  for (const node of graph.nodes) for (const name of node.outputs) own.add(name);
  const readOuter = (name: string) => {
    if (!own.has(name)) read(name);
  };
  graph.outputs.forEach((it) => readOuter(it.name));
  for (const node of graph.nodes) {
    node.inputs.forEach(readOuter);
    for (const it of node.attributes.values()) if (it.kind === "graph") readInside(it.value, readOuter);
  }
}

function sorted(nodes: readonly Node[], needs: readonly (readonly number[])[]): readonly Node[] {
  const sortable = withoutCycles(needs);
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

/** The nodes that some order can run, in file order. */
function withoutCycles(needs: readonly (readonly number[])[]): ReadonlySet<number> {
  const waiting = needs.map((it) => it.length);
  const followers = needs.map((): number[] => []);
  needs.forEach((its, i) => its.forEach((it) => followers[it]?.push(i)));
  const ready = waiting.flatMap((count, i) => (count === 0 ? [i] : []));
  for (const i of ready) {
    for (const follower of followers[i] ?? []) {
      const left = (waiting[follower] ?? 0) - 1;
      waiting[follower] = left;
      if (left === 0) ready.push(follower);
    }
  }
  return new Set(ready.sort((a, b) => a - b));
}
