// An evaluation with what cards and lenses ask of it: times of nodes, operators that another unit computes. It must not read files.
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { fallbackPartition } from "../../core/diagnostics/fallback-partition.ts";
import { linksOf } from "../../core/diagnostics/links.ts";
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";
import { type KernelPrediction, type Prediction } from "../../core/predict/prediction.ts";
import { evaluate, type EvaluateOptions, type Evaluation } from "../project/evaluate.ts";
import { type ProjectTarget } from "../project/targets.ts";

export interface Evaluated extends Evaluation {
  readonly analysis: Analysis;
  /** Of targets that leave a part to another unit: how much. */
  readonly fallback: ReadonlyMap<ProjectTarget, { readonly operators: number; readonly unit: string }>;
}

// An editor waits while rules look at a model; nobody reads findings about more nodes than these.
const mostNodes = 30_000;

export function evaluated(analysis: Analysis, options: EvaluateOptions): Evaluated {
  const { length } = analysis.nodes;
  if (length > mostNodes) {
    const noData = `the model has ${length} nodes, in the editor up to ${mostNodes} are predicted`;
    const predictions = options.targets.map((target) => ({ target, prediction: { noData } }));
    return { predictions, diagnostics: [], keys: new Map(), analysis, fallback: new Map() };
  }
  const evaluation = evaluate(analysis, options);
  const isSaid = ({ rule, severity }: Diagnostic) => rule === "cpu-fallback-partition" && severity !== "info";
  const fallback = new Map<ProjectTarget, { operators: number; unit: string }>();
  for (const target of options.targets) {
    const { device, choice } = target;
    // The finding names the first operator only, and in words.
    if (!choice || !diagnosticsOn(evaluation, target).some(isSaid)) continue;
    const found = fallbackPartition({
      analysis,
      links: linksOf(analysis.nodes),
      problems: [],
      targets: [],
      target: { device, choice },
      budgets: {},
    });
    if (found) fallback.set(target, { operators: found.nodes.length, unit: found.unit.toUpperCase() });
  }
  return { ...evaluation, analysis, fallback };
}

/** What is found for one target: a device can be there twice, with two runtimes. */
export function diagnosticsOn(
  { diagnostics, keys }: Evaluation,
  { key, device }: ProjectTarget,
): readonly Diagnostic[] {
  return diagnostics.filter((it) =>
    it.target === undefined ? it.device === device.id : keys.get(it.target) === key,
  );
}

export interface NodesTime {
  readonly ms: number;
  readonly share: number;
  /** What most of it is spent on. */
  readonly boundBy: string;
}

/** The kernels that begin with one of the nodes. Undefined where these nodes are parts of other nodes' kernels only. */
export function timeOf(prediction: Prediction, nodes: readonly NodeReport[]): NodesTime | undefined {
  const indexes = new Set(nodes.map((it) => it.index));
  const own = prediction.kernels.filter(({ nodes: [first] }) => first !== undefined && indexes.has(first));
  if (own.length === 0) return undefined;
  const ms = own.reduce((sum, it) => sum + it.ms, 0);
  return { ms, share: ms / prediction.latencyMs.expected, boundBy: boundOf(own) };
}

/** The node whose kernel a node is part of. */
export function kernelHead(
  { kernels }: Prediction,
  node: NodeReport,
  { nodes }: Analysis,
): NodeReport | undefined {
  const kernel = kernels.find((it) => it.nodes.includes(node.index));
  return kernel && nodes[kernel.nodes[0] ?? -1];
}

function boundOf(kernels: readonly KernelPrediction[]): string {
  const sums = new Map<string, number>();
  for (const { boundBy, ms } of kernels) sums.set(boundBy, (sums.get(boundBy) ?? 0) + ms);
  return [...sums].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

/** Findings about any of the nodes; those of alike layers too. */
export function findingsOf({ diagnostics }: Evaluation, nodes: readonly NodeReport[]): readonly Diagnostic[] {
  const all = new Set(nodes);
  return diagnostics.filter(
    (it) => (it.node && all.has(it.node)) || it.alike.some((other) => all.has(other)),
  );
}
