import { add, bindDim, type Dim, isKnown, multiply, symbolsOf } from "../graph/dim.ts";
import { type Constant, type Model, operatorName } from "../graph/model.ts";
import { type Problem, ProblemList } from "../graph/problem.ts";
import { shapeOf } from "../graph/value-type.ts";
import {
  type Analysis,
  type Cost,
  type Coverage,
  type NodeReport,
  type Peak,
  type Total,
  type Totals,
  type WeightUse,
} from "./analysis.ts";
import { producersOf } from "./bias.ts";
import { type InputChoices, noChoices, openSymbols } from "./bindings.ts";
import { costOf } from "./cost.ts";
import { countable, countableCost } from "./countable.ts";
import { type Entry, flatten, timesOf } from "./flatten.ts";
import { liveness } from "./liveness.ts";
import { type StoredTypes, storedTypes } from "./stored-types.ts";
import { finish, type Steps, type Walk, walkModel } from "./walk.ts";
import { bytesByType, idleUses, parameterCount, weightUses } from "./weights.ts";

/** What the model costs. Pure and synchronous; see `analysisSteps` for work that can be cancelled. */
export function analyze(model: Model, choices: InputChoices = noChoices): Analysis {
  return finish(analysisSteps(model, choices));
}

/** The same, in steps: between two of them the caller may stop. */
export function* analysisSteps(model: Model, choices: InputChoices): Steps<Analysis> {
  const walk = yield* walkModel(model, choices);
  yield;
  const entries = flatten(walk.visits);
  const types = storedTypes(entries, walk.outputs);
  yield;
  const producers = producersOf(entries);
  const uses = entries.map((it) => weightUses(it, producers));
  const nodes = reports(entries, uses, types);
  const used = uses.flat();
  const idle = idleUses(model.graph.constants.values(), used);
  yield;
  const open = openSymbols(walk.inputs.map((it) => shapeOf(it.type)));
  // The walk has no other problems than those of its limits.
  const isPartial = model.isPartial === true || walk.problems.length > 0;
  const peak = peakOf(walk, { entries, nodes, types });
  return {
    model,
    bindings: walk.bindings,
    openSymbols: open,
    inputs: walk.inputs,
    outputs: walk.outputs,
    nodes,
    totals: totalsOf(nodes, [...used, ...idle], { peak, open: new Set(open), isPartial }),
    coverage: coverageOf(nodes, new Set(open)),
    peak,
    problems: [...walk.problems, ...shapeProblems(entries, nodes)],
  };
}

function reports(
  entries: readonly Entry[],
  uses: readonly (readonly WeightUse[])[],
  types: StoredTypes,
): readonly NodeReport[] {
  const once = entries.map((it, i) => costOf(it, uses[i] ?? [], types));
  const skipped = skippedBranches(entries, once);
  const executions: (number | undefined)[] = [];
  return entries.map((entry, i) => {
    const { visit, index, label, scope, container, body } = entry;
    const outer = container === undefined ? 1 : executions[container];
    const inner = !body ? 1 : skipped.has(body) ? 0 : timesOf(body);
    executions[i] = outer === undefined || inner === undefined ? undefined : countable(outer * inner);
    const { node, operator, inputs, outputs, isFolded } = visit;
    return {
      index,
      node,
      label,
      scope,
      operator,
      ...(container !== undefined && { container }),
      executions: executions[i],
      inputs,
      outputs,
      isFolded,
      isAbsorbed: types.absorbed.has(entry),
      cost: countableCost(repeated(once[i] as Cost, executions[i])),
    };
  });
}

/** Of the branches of an If, only the costlier one counts; these are the others. */
function skippedBranches(entries: readonly Entry[], once: readonly Cost[]): ReadonlySet<Entry["body"]> {
  const sums = new Map<Entry["body"], number>();
  entries.forEach(({ body }, i) => {
    const { multiplyAdds, memoryAccess } = once[i] ?? {};
    // Branches without multiply-adds are told apart by what they move.
    const weight =
      (isKnown(multiplyAdds) ? multiplyAdds : 0) + (isKnown(memoryAccess) ? memoryAccess : 0) * 1e-6;
    sums.set(body, (sums.get(body) ?? 0) + weight);
  });
  const skipped = new Set<Entry["body"]>();
  for (const { visit } of entries) {
    if (visit.operator?.type !== "If" || visit.bodies.length < 2) continue;
    const taken = visit.bodies.filter((it) => it.executions !== 0);
    const [costliest] = [...taken].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
    for (const body of visit.bodies) if (body !== costliest) skipped.add(body);
  }
  return skipped;
}

const free: Cost = {
  parameters: 0,
  multiplyAdds: 0,
  memoryAccess: 0,
  memoryAccessBytes: 0,
  memoryUsageBytes: 0,
};

function repeated(cost: Cost, executions: number | undefined): Cost {
  if (executions === 1) return cost;
  if (executions === 0) return { ...free, parameters: cost.parameters };
  const times = executions ?? 1;
  const scaled = (it: Dim | undefined) => (it === undefined ? undefined : multiply(it, times));
  const reason =
    cost.reason ?? (executions === undefined ? "runs an unknown number of times; counted once" : undefined);
  return {
    parameters: cost.parameters,
    multiplyAdds: scaled(cost.multiplyAdds),
    memoryAccess: scaled(cost.memoryAccess),
    memoryAccessBytes: scaled(cost.memoryAccessBytes),
    memoryUsageBytes: cost.memoryUsageBytes,
    ...(reason && { reason }),
  };
}

const longestComplaint = 500;

/** What operators found wrong, except in branches that are not taken: they were written for other shapes. */
function shapeProblems(entries: readonly Entry[], nodes: readonly NodeReport[]): readonly Problem[] {
  const list = new ProblemList();
  for (const { visit, index, label } of entries) {
    if (visit.complaints.length === 0 || nodes[index]?.executions === 0) continue;
    for (const complaint of new Set(visit.complaints)) {
      // A shape that a file states can have thousands of sizes.
      const shown =
        complaint.length > longestComplaint ? `${complaint.slice(0, longestComplaint)}…` : complaint;
      const message = `${operatorName(visit.node)} "${label}": ${shown}.`;
      const source = visit.node.source?.location;
      const place = { ...visit.node.span, ...(source && { source }) };
      list.add({ code: "shape", severity: "warning", message, node: label, ...place });
    }
  }
  return list.finish();
}

interface TotalsContext {
  readonly peak: Peak;
  readonly open: ReadonlySet<string>;
  /** What comes after the end of the graph is missing in every sum. */
  readonly isPartial: boolean;
}

function totalsOf(
  nodes: readonly NodeReport[],
  uses: readonly WeightUse[],
  { peak, open, isPartial }: TotalsContext,
): Totals {
  // A tensor that several nodes use counts once; it is a parameter if any of them takes it as one.
  const unique = new Map<Constant, WeightUse>();
  for (const it of uses) if (!unique.get(it.constant)?.isParameter) unique.set(it.constant, it);
  const weightBytesByType = bytesByType(unique.keys());
  const weightBytes = [...weightBytesByType.values()].reduce((a, b) => a + b, 0);
  const total = (pick: (cost: Cost) => Dim | undefined): Total => {
    const sum = totalOf(nodes, pick, open);
    return isPartial ? { ...sum, isLowerBound: true } : sum;
  };
  const isLowerBound = peak.isLowerBound || isPartial;
  return {
    parameters: parameterCount([...unique.values()].filter((it) => !isCopy(it, unique))),
    multiplyAdds: total((it) => it.multiplyAdds),
    memoryAccess: total((it) => it.memoryAccess),
    memoryAccessBytes: total((it) => it.memoryAccessBytes),
    memoryUsageBytes: { ...(peak.bytes !== undefined && { value: weightBytes + peak.bytes }), isLowerBound },
    peakActivationBytes: { ...(peak.bytes !== undefined && { value: peak.bytes }), isLowerBound },
    weightBytes,
    weightBytesByType,
  };
}

/** True for tied weights that the exporter stored a second time, transposed: they take space, but are learned once. */
function isCopy({ copyOf }: WeightUse, unique: ReadonlyMap<Constant, WeightUse>): boolean {
  return copyOf !== undefined && unique.get(copyOf)?.isParameter === true;
}

/** Sums what is known. A sum that depends on sizes the user can bind has a formula in place of a value. */
function totalOf(
  nodes: readonly NodeReport[],
  pick: (cost: Cost) => Dim | undefined,
  open: ReadonlySet<string>,
): Total {
  let value = 0;
  let isLowerBound = false;
  const symbolic: Dim[] = [];
  for (const { cost, executions } of nodes) {
    const it = pick(cost);
    // What runs an unknown number of times is in the sum once.
    if (executions === undefined && it !== 0) isLowerBound = true;
    if (isKnown(it)) value += it;
    else if (it !== undefined && dependsOn(it, open)) symbolic.push(it);
    else isLowerBound = true;
  }
  // A sum of nothing but unknowns is not known: it must not read as 0.
  if (value === 0 && isLowerBound && symbolic.length === 0) return { isLowerBound };
  if (symbolic.length === 0) return { value, isLowerBound };
  return { formula: symbolic.reduce(add, value), isLowerBound };
}

function dependsOn(dim: Dim, open: ReadonlySet<string>): boolean {
  const symbols = [...symbolsOf(dim)];
  return symbols.length > 0 && symbols.every((it) => open.has(it));
}

function coverageOf(nodes: readonly NodeReport[], open: ReadonlySet<string>): Coverage {
  const uncounted = nodes.flatMap((report) => {
    const reason = uncountedReason(report.cost, open);
    return reason === undefined ? [] : [{ report, reason }];
  });
  return { nodes: nodes.length, counted: nodes.length - uncounted.length, uncounted };
}

function uncountedReason(cost: Cost, open: ReadonlySet<string>): string | undefined {
  if (cost.reason) return cost.reason;
  if (isKnown(cost.multiplyAdds) && isKnown(cost.memoryAccess)) return undefined;
  const symbols = new Set<string>();
  for (const it of [cost.multiplyAdds, cost.memoryAccess]) if (it !== undefined) symbolsOf(it, symbols);
  if (symbols.size === 0) return undefined;
  const unbound = [...symbols].filter((it) => open.has(it)).sort();
  if (unbound.length > 0) return `depends on ${unbound.join(", ")}, which is not bound`;
  return `depends on ${[...symbols].join(", ")}, known only when it runs`;
}

interface PeakContext {
  readonly entries: readonly Entry[];
  readonly nodes: readonly NodeReport[];
  readonly types: StoredTypes;
}

function peakOf(walk: Walk, { entries, nodes, types }: PeakContext): Peak {
  const taken = entries.filter((it) => nodes[it.index]?.executions !== 0);
  const { peakBytes, at, alive, unsized } = liveness(taken, walk, types);
  const open = new Set(openSymbols(walk.inputs.map((it) => shapeOf(it.type))));
  // With an input of open size most tensors have no size, and a peak over the rest would mislead.
  const isOpen = unsized.some((it) =>
    shapeOf(it.type)?.some((dim) => dependsOn(bindDim(dim, walk.bindings), open)),
  );
  const node = nodes[at];
  return {
    ...(!isOpen && !(unsized.length > 0 && peakBytes === 0) && { bytes: peakBytes }),
    isLowerBound: unsized.length > 0,
    ...(node && { node }),
    tensors: isOpen ? [] : alive,
  };
}
