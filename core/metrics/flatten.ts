import { type Dim, isKnown } from "../graph/dim.ts";
import { nodeLabel } from "../graph/model.ts";
import { type Body, type Visit } from "./walk.ts";

/** One visit in the flat, execution-ordered list; bodies follow the node that runs them. */
export interface Entry {
  readonly index: number;
  readonly visit: Visit;
  readonly label: string;
  readonly scope: string;
  readonly container?: number;
  /** The body of the container it is in. */
  readonly body?: Body;
}

export function flatten(visits: readonly Visit[]): readonly Entry[] {
  const entries: Entry[] = [];
  const labels = new Map<string, number>();

  function add(visit: Visit, outer: string, at: { container?: number; body?: Body }): void {
    const label = unique(nodeLabel(visit.node), labels);
    const scope = [outer, modulePath(visit)].filter((it) => it !== "").join("/");
    const index = entries.length;
    entries.push({ index, visit, label, scope, ...at });
    for (const body of visit.bodies) {
      const path = [outer, label, body.name].filter((it) => it !== "").join("/");
      for (const inner of body.visits) add(inner, path, { container: index, body });
    }
  }

  for (const visit of visits) add(visit, "", {});
  return entries;
}

/** How often a body runs for each run of its container; an unknown number counts as one. */
export function timesOf(body: Body): number | undefined {
  const executions: Dim | undefined = body.executions;
  return isKnown(executions) && executions >= 0 ? executions : undefined;
}

function unique(label: string, seen: Map<string, number>): string {
  const count = seen.get(label) ?? 0;
  seen.set(label, count + 1);
  return count === 0 ? label : `${label}#${count + 1}`;
}

/** PyTorch's exporters leave the module path in the node's name (`/layer1/layer1.0/conv1/Conv`) or metadata. */
function modulePath({ node }: Visit): string {
  if (node.source) return node.source.modulePath;
  const namespace = node.metadata?.get("namespace");
  if (namespace) return namespace.replace(/(^|\/): ?[^/]*/g, "").replace(/: [^/]*/g, "");
  if (node.name.lastIndexOf("/") <= 0) return "";
  const parts = node.name.split("/").filter((it) => it !== "");
  return parts.slice(0, -1).join("/");
}
