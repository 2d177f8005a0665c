/** One model's source, run in the sandbox as it is, and what the engine counts for it. */
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { dimText } from "../../core/graph/dim.ts";
import { shapeOf } from "../../core/graph/value-type.ts";
import { traceLimits } from "../../protocol/trace-request.ts";
import { runTrace, type Tracer } from "../../server/python/tracing.ts";

export interface TracedTotals {
  readonly parameters?: number;
  readonly multiplyAdds?: number;
  /** Of the modules that were asked for, and of what is in them. */
  readonly partMultiplyAdds?: number;
  /** Of the first input, as it was run with: `1x3x224x224`. */
  readonly input?: string;
  /** What went wrong, or is not as it should be: a failure of the code, shapes that contradict, uncounted nodes. */
  readonly complaint?: string;
}

export interface Wanted {
  readonly file: string;
  /** An expression in the file's namespace that gives the model. */
  readonly call: string;
  /** Of the only input; the tracer finds it when it is left out. */
  readonly shape?: readonly number[];
  /** An expression that gives the tuple of inputs, where one shape does not say it. */
  readonly inputs?: string;
  /** Paths of modules whose multiply-adds are wanted by themselves. */
  readonly parts?: readonly string[];
  readonly folder: string;
  readonly sitePackages: string;
  /** Is given all that was counted. */
  readonly onAnalysis?: ((analysis: Analysis) => void) | undefined;
}

export async function tracedTotals(
  tracer: Tracer,
  { file, call, shape, inputs: given, parts, folder, sitePackages, onAnalysis }: Wanted,
): Promise<TracedTotals> {
  const request = {
    version: 1 as const,
    file,
    roots: [folder],
    searchPath: [sitePackages],
    call,
    ...(shape && { input: [{ shape: [...shape] }] }),
    ...(given !== undefined && { inputs: given }),
    // Other work may have the machine busy: what is judged here is not the speed.
    limits: { ...traceLimits, seconds: 120 },
  };
  const result = await runTrace(tracer, { key: call, request, overlays: new Map() });
  if (typeof result === "string") return { complaint: result };
  const { trace, problems } = result;
  const [model] = trace.models;
  const error = trace.error ?? model?.error;
  if (!model || error) return { complaint: error ? `${error.type}: ${error.message}` : "no model" };
  const analysis = analyze(model.model);
  onAnalysis?.(analysis);
  const { totals, coverage, inputs, nodes, problems: found } = analysis;
  const doubts = [
    ...[...problems, ...found].map((it) => it.message),
    ...coverage.uncounted.map((it) => it.reason),
    ...[...trace.notes, ...model.notes].filter((it) => it.level === "error").map((it) => it.message),
  ];
  const { value } = totals.multiplyAdds;
  const used = shapeOf(inputs[0]?.type)?.map(dimText).join("x");
  return {
    parameters: totals.parameters,
    ...(value !== undefined && { multiplyAdds: value }),
    ...(parts?.length && { partMultiplyAdds: multiplyAddsIn(parts, nodes) }),
    ...(used !== undefined && { input: used }),
    ...(doubts[0] !== undefined && { complaint: doubts[0] }),
  };
}

function multiplyAddsIn(parts: readonly string[], nodes: readonly NodeReport[]): number {
  const isIn = (path: string) => parts.some((it) => path === it || path.startsWith(`${it}.`));
  return nodes
    .filter((it) => isIn(it.node.source?.modulePath ?? ""))
    .reduce((sum, it) => sum + Number(dimText(it.cost.multiplyAdds ?? 0)), 0);
}
