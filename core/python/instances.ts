/** The modules of one class, and the single runs of a place, each with its own cost. */
import { type Constant } from "../graph/model.ts";
import { type Analysis, type NodeReport } from "../metrics/analysis.ts";
import { costOf, isSame, PathIndex, type Place, type PlaceCost, usedConstants } from "./places.ts";
import { type TracedModel } from "./trace.ts";

export interface Instance {
  readonly path: string;
  readonly cost: PlaceCost;
  readonly nodes: readonly NodeReport[];
}

/** Every module of the class, in the order of `named_modules()`. */
export function instancesOf(analysis: Analysis, traced: TracedModel, className: string): readonly Instance[] {
  const paths = traced.modules.filter((it) => it.className === className).map((it) => it.path);
  return instancesAt(analysis, paths);
}

/** What each module that a definition made costs, or each run of a call. One entry where they are not told apart. */
export function costOfEach(place: Place, analysis: Analysis, traced: TracedModel): readonly PlaceCost[] {
  if (place.kind === "definition") return instancesAt(analysis, place.modules).map((it) => it.cost);
  const { constants, nodes } = analysis.model.graph;
  const runs = traced.calls.filter((it) => it.stack.at(-1) && isSame(it.stack.at(-1)!, place.range));
  const position = new Map(nodes.map((node, i) => [node, i]));
  const groups =
    runs.length > 0
      ? runs.map(({ firstNode, endNode }) =>
          place.nodes.filter((it) => {
            const at = position.get(it.node) ?? -1;
            return firstNode <= at && at < endNode;
          }),
        )
      : place.nodes.map((it) => [it]);
  return groups.filter((it) => it.length > 0).map((it) => costOf(it, usedConstants(it, constants)));
}

function instancesAt(analysis: Analysis, paths: readonly string[]): readonly Instance[] {
  const { inModule, constants } = indexOf(analysis);
  return paths.map((path) => {
    const nodes = inModule.under(path);
    return { path, nodes, cost: costOf(nodes, constants.under(path)) };
  });
}

interface Index {
  readonly inModule: PathIndex<NodeReport>;
  readonly constants: PathIndex<Constant>;
}

// A lens asks for every class at every edit, of models that did not change.
const known = new WeakMap<Analysis, Index>();

function indexOf(analysis: Analysis): Index {
  const index = known.get(analysis) ?? {
    inModule: new PathIndex(analysis.nodes, (it) => it.node.source?.modulePath ?? ""),
    constants: new PathIndex([...analysis.model.graph.constants.values()], (it) => it.name),
  };
  known.set(analysis, index);
  return index;
}
