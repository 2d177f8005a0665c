import { type Graph, type Node } from "./model.ts";

/**
 * For each node, by position, the nodes that make what it reads, as often as it reads of them; a node that reads its
 * own output needs itself.
 */
export function nodeNeeds(nodes: readonly Node[]): readonly (readonly number[])[] {
  const producer = new Map<string, number>();
  nodes.forEach((node, i) => node.outputs.forEach((name) => name !== "" && producer.set(name, i)));
  return nodes.map((node) => neededBy(node, producer));
}

/** The nodes that some order can run, in file order: those on a cycle and behind one are left out. */
export function runnableNodes(needs: readonly (readonly number[])[]): ReadonlySet<number> {
  const waiting = Int32Array.from(needs, (it) => it.length);
  const followers = new Followers(needs);
  const ready: number[] = [];
  waiting.forEach((count, i) => {
    if (count === 0) ready.push(i);
  });
  for (const i of ready) {
    followers.forEach(i, (follower) => {
      const left = (waiting[follower] ?? 0) - 1;
      waiting[follower] = left;
      if (left === 0) ready.push(follower);
    });
  }
  return new Set(ready.sort((a, b) => a - b));
}

/** Who needs a node: linked lists in three arrays, since a list of its own for each node takes ten times as much. */
class Followers {
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly nodes: Int32Array;

  constructor(needs: readonly (readonly number[])[]) {
    const count = needs.reduce((sum, it) => sum + it.length, 0);
    this.first = new Int32Array(needs.length).fill(-1);
    this.next = new Int32Array(count);
    this.nodes = new Int32Array(count);
    let link = 0;
    needs.forEach((its, i) =>
      its.forEach((needed) => {
        this.nodes[link] = i;
        this.next[link] = this.first[needed] ?? -1;
        this.first[needed] = link++;
      }),
    );
  }

  forEach(node: number, visit: (follower: number) => void): void {
    let link = this.first[node] ?? -1;
    while (link >= 0) {
      visit(this.nodes[link] ?? -1);
      link = this.next[link] ?? -1;
    }
  }
}

/** Subgraphs read values of the graph around them without listing them. */
function neededBy(node: Node, producer: ReadonlyMap<string, number>): readonly number[] {
  const needed: number[] = [];
  const read = (name: string) => {
    const from = producer.get(name);
    if (from !== undefined) needed.push(from);
  };
  node.inputs.forEach(read);
  for (const it of node.attributes.values()) if (it.kind === "graph") readInside(it.value, read);
  // Copied, since an array that was appended to keeps room for many more.
  return needed.slice();
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
