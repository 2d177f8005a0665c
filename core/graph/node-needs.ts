import { type Graph, type Node } from "./model.ts";

/** For each node, by position, the nodes that make what it reads; a node that reads its own output needs itself. */
export function nodeNeeds(nodes: readonly Node[]): readonly (readonly number[])[] {
  const producer = new Map<string, number>();
  nodes.forEach((node, i) => node.outputs.forEach((name) => name !== "" && producer.set(name, i)));
  return nodes.map((node) => neededBy(node, producer));
}

/** The nodes that some order can run, in file order: those on a cycle and behind one are left out. */
export function runnableNodes(needs: readonly (readonly number[])[]): ReadonlySet<number> {
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

/** Subgraphs read values of the graph around them without listing them. */
function neededBy(node: Node, producer: ReadonlyMap<string, number>): readonly number[] {
  const needed = new Set<number>();
  const read = (name: string) => {
    const from = producer.get(name);
    if (from !== undefined) needed.add(from);
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
