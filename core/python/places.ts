import { isKnown } from "../graph/dim.ts";
import { type Constant, type Model } from "../graph/model.ts";
import { type SourceRange } from "../graph/source-range.ts";
import { type ValueType } from "../graph/value-type.ts";
import { type Analysis, type NodeReport } from "../metrics/analysis.ts";
import { type TracedCall, type TracedModel, type TracedModule } from "./trace.ts";

/** A place in source and what it costs in one inference, over all the times that it runs. */
export interface Place {
  /** `call`: an expression that ran nodes. `definition`: the expression that made modules. */
  readonly kind: "call" | "definition";
  readonly range: SourceRange;
  /** Of a definition: the modules made there. Of a call: the modules it calls, or else those in whose `forward` it is. */
  readonly modules: readonly string[];
  readonly nodes: readonly NodeReport[];
  /** What it gives (of several values the first), once for each time that it runs. */
  readonly outputs: readonly ValueType[];
  readonly cost: PlaceCost;
}

export interface PlaceCost {
  /** Shared ones counted once. */
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Elements read and written. */
  readonly memoryAccess: number;
  readonly memoryAccessBytes: number;
  /** Weights and outputs. */
  readonly memoryUsageBytes: number;
  /** Nodes that are in none of the sums but the parameters. */
  readonly uncounted: readonly NodeReport[];
}

/** Whether what happens in a module is to be seen at a range. */
export type IsWanted = (range: SourceRange, modulePath: string) => boolean;

/** Every call and every definition in the user's source, with what it costs: of all modules that are wanted there. */
export function placesOf(
  analysis: Analysis,
  traced: TracedModel,
  isWanted: IsWanted = () => true,
): readonly Place[] {
  return [...callPlaces(analysis, traced, isWanted), ...definitionPlaces(analysis, traced, isWanted)];
}

/** A node counts at each call that led to it, so an outer call costs what all the inner ones do. */
function callPlaces(
  { nodes, model }: Analysis,
  { calls, modules }: TracedModel,
  isWanted: IsWanted,
): readonly Place[] {
  const groups = new Groups<NodeReport>();
  for (const report of nodes) {
    const { calls: ranges = [], modulePath = "" } = report.node.source ?? {};
    groups.addAll(
      ranges.filter((it) => isWanted(it, modulePath)),
      report,
    );
  }
  const moduleCalls = new Groups<TracedCall>();
  for (const it of calls) {
    const path = modules[it.module]?.path ?? "";
    moduleCalls.addAll(
      it.stack.slice(-1).filter((range) => isWanted(range, path)),
      it,
    );
  }
  return groups.entries().map(([range, found]) => ({
    kind: "call",
    range,
    modules: unique(
      moduleCalls.at(range).length > 0
        ? moduleCalls.at(range).map((it) => modules[it.module]?.path ?? "")
        : found.map((it) => it.node.source?.modulePath ?? ""),
    ),
    nodes: found,
    outputs: outputsOf(moduleCalls.at(range), model) ?? lastOutputs(found, range),
    cost: costOf(found, usedConstants(found, model.graph.constants)),
  }));
}

/** What made modules: `nn.Conv2d(…)`, and the calls that led to it, `self._make_layer(…)`. */
function definitionPlaces(
  { nodes, model }: Analysis,
  traced: TracedModel,
  isWanted: IsWanted,
): readonly Place[] {
  const inModule = new PathIndex(nodes, (it) => it.node.source?.modulePath ?? "");
  const constants = new PathIndex([...model.graph.constants.values()], (it) => it.name);
  const callsOf = new Map<TracedModule, TracedCall[]>();
  for (const it of traced.calls) {
    const module = traced.modules[it.module];
    const known = module && callsOf.get(module);
    if (known) known.push(it);
    else if (module) callsOf.set(module, [it]);
  }
  const groups = new Groups<TracedModule>();
  for (const it of traced.modules) {
    const ranges = [...it.madeBy, ...(it.definition ? [it.definition] : [])];
    groups.addAll(
      ranges.filter((range) => isWanted(range, it.path)),
      it,
    );
  }
  return groups.entries().map(([range, made]) => {
    const found = unique(made.flatMap(({ path }) => inModule.under(path)));
    const owned = unique(made.flatMap(({ path }) => constants.under(path)));
    const calls = made.flatMap((it) =>
      it.definition && isSame(it.definition, range) ? (callsOf.get(it) ?? []) : [],
    );
    return {
      kind: "definition",
      range,
      modules: outermost(made.map((it) => it.path)),
      nodes: found,
      outputs: outputsOf(calls, model) ?? [],
      cost: costOf(found, owned),
    };
  });
}

function outputsOf(calls: readonly TracedCall[], { graph }: Model): readonly ValueType[] | undefined {
  if (calls.length === 0) return undefined;
  return calls.map((it) => graph.values.get(it.outputs[0] ?? "")?.type).filter((it) => it !== undefined);
}

/** Of a call that is no module's: each node that it runs directly, or the last thing that it leads to. */
function lastOutputs(reports: readonly NodeReport[], range: SourceRange): readonly ValueType[] {
  const direct = reports.filter(({ node: { source } }) => source?.location && isSame(source.location, range));
  const kinds = new Set(direct.map((it) => it.node.opType));
  const last = direct.length === reports.length && kinds.size === 1 ? direct : reports.slice(-1);
  return last.map((it) => it.outputs[0]?.type).filter((it) => it !== undefined);
}

export function usedConstants(
  reports: readonly NodeReport[],
  constants: ReadonlyMap<string, Constant>,
): readonly Constant[] {
  const names = new Set(reports.flatMap((it) => it.node.inputs));
  return [...names].map((it) => constants.get(it)).filter((it) => it !== undefined);
}

export function costOf(reports: readonly NodeReport[], constants: readonly Constant[]): PlaceCost {
  const total = { multiplyAdds: 0, memoryAccess: 0, memoryAccessBytes: 0, memoryUsageBytes: 0 };
  const uncounted: NodeReport[] = [];
  for (const report of reports) {
    const { multiplyAdds, memoryAccess, memoryAccessBytes, memoryUsageBytes } = report.cost;
    if (!isKnown(multiplyAdds) || !isKnown(memoryAccess)) uncounted.push(report);
    total.multiplyAdds += isKnown(multiplyAdds) ? multiplyAdds : 0;
    total.memoryAccess += isKnown(memoryAccess) ? memoryAccess : 0;
    total.memoryAccessBytes += isKnown(memoryAccessBytes) ? memoryAccessBytes : 0;
    total.memoryUsageBytes += isKnown(memoryUsageBytes) ? memoryUsageBytes : 0;
  }
  const learnable = constants.filter((it) => it.role === "parameter");
  return { ...total, parameters: learnable.reduce((sum, it) => sum + elements(it), 0), uncounted };
}

function elements({ dims }: Constant): number {
  return dims.reduce((all, it) => all * it, 1);
}

/** Without what is inside another of them. */
function outermost(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    const parts = path.split(".");
    return (
      path === "" || !(all.has("") || parts.some((_, i) => i > 0 && all.has(parts.slice(0, i).join("."))))
    );
  });
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

export function isSame(a: SourceRange, b: SourceRange): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ file, line, column, endLine, endColumn }: SourceRange): string {
  return `${line}:${column}-${endLine}:${endColumn} ${file}`;
}

/** What belongs to the same range, in the order in which ranges first came. */
class Groups<T> {
  private readonly byKey = new Map<string, [SourceRange, T[]]>();

  addAll(ranges: readonly SourceRange[], item: T): void {
    for (const range of ranges) {
      const key = keyOf(range);
      const group = this.byKey.get(key);
      // The same call can stand twice among those that led somewhere: recursion.
      if (group && group[1].at(-1) !== item) group[1].push(item);
      else if (!group) this.byKey.set(key, [range, [item]]);
    }
  }

  at(range: SourceRange): readonly T[] {
    return this.byKey.get(keyOf(range))?.[1] ?? [];
  }

  entries(): readonly [SourceRange, readonly T[]][] {
    return [...this.byKey.values()];
  }
}

/** Items by their dotted path, to find all under `layer1` without looking at each. */
export class PathIndex<T> {
  private readonly byPrefix = new Map<string, T[]>();

  constructor(items: readonly T[], path: (item: T) => string) {
    for (const item of items) {
      const parts = path(item).split(".");
      for (let i = 0; i <= parts.length; i++) {
        const prefix = parts.slice(0, i).join(".");
        const known = this.byPrefix.get(prefix);
        if (!known) this.byPrefix.set(prefix, [item]);
        else if (known.at(-1) !== item) known.push(item);
      }
    }
  }

  under(path: string): readonly T[] {
    return this.byPrefix.get(path) ?? [];
  }
}
