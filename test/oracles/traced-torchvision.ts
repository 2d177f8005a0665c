/**
 * torchvision's own source, run in the sandbox by the stand-in for torch, beside the figures that it publishes for every
 * entry of its weights: parameters exact, multiply-adds within 1%.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyze } from "../../core/metrics/analyze.ts";
import { traceLimits } from "../../protocol/trace-request.ts";
import { runTrace, type Tracer } from "../../server/python/tracing.ts";

/** An entry that torchvision_published.py prints. */
export interface PublishedWeights {
  readonly name: string;
  readonly weights: string;
  readonly size: number;
  readonly numParams: number;
  /** In units of 10⁹, rounded to three decimals. */
  readonly ops: number;
}

export interface TracedResult extends PublishedWeights {
  readonly parameters?: number;
  readonly multiplyAdds?: number;
  /** What went wrong, or is not as it should be: a failure of the code, shapes that contradict, uncounted nodes. */
  readonly complaint?: string;
}

type Totals = Pick<TracedResult, "parameters" | "multiplyAdds" | "complaint">;

export async function traceTorchvision(
  published: readonly PublishedWeights[],
  tracer: Tracer,
  at: { readonly folder: string; readonly sitePackages: string },
): Promise<readonly TracedResult[]> {
  mkdirSync(at.folder, { recursive: true });
  const file = join(at.folder, "models_of_torchvision.py");
  writeFileSync(file, "from torchvision import models\n");
  const known = new Map<string, Totals>();
  const results: TracedResult[] = [];
  for (const it of published) {
    const call = callFor(it);
    const key = `${call} ${it.size}`;
    let totals = known.get(key);
    if (!totals) known.set(key, (totals = await traced(tracer, { file, call, size: it.size, ...at })));
    results.push({ ...it, ...totals });
  }
  return results;
}

/** As the published weights want it: googlenet without its auxiliary classifiers, a transformer of that image size. */
function callFor({ name, size }: PublishedWeights): string {
  const options = [
    ...(name === "googlenet" ? ["aux_logits=False", "init_weights=False"] : []),
    ...(name === "inception_v3" ? ["init_weights=False"] : []),
    ...(name.startsWith("vit_") ? [`image_size=${size}`] : []),
  ];
  return `models.get_model(${["'" + name + "'", "weights=None", ...options].join(", ")})`;
}

interface Wanted {
  readonly file: string;
  readonly call: string;
  readonly size: number;
  readonly folder: string;
  readonly sitePackages: string;
}

async function traced(tracer: Tracer, { file, call, size, folder, sitePackages }: Wanted): Promise<Totals> {
  const request = {
    version: 1 as const,
    file,
    roots: [folder],
    searchPath: [sitePackages],
    call,
    input: [{ shape: [1, 3, size, size] }],
    // Other work may have the machine busy: what is judged here is not the speed.
    limits: { ...traceLimits, seconds: 120 },
  };
  const result = await runTrace(tracer, { key: call, request, overlays: new Map() });
  if (typeof result === "string") return { complaint: result };
  const { trace, problems } = result;
  const [model] = trace.models;
  const error = trace.error ?? model?.error;
  if (!model || error) return { complaint: error ? `${error.type}: ${error.message}` : "no model" };
  const { totals, coverage, problems: found } = analyze(model.model);
  const doubts = [
    ...[...problems, ...found].map((it) => it.message),
    ...coverage.uncounted.map((it) => it.reason),
    ...[...trace.notes, ...model.notes].filter((it) => it.level === "error").map((it) => it.message),
  ];
  const { value } = totals.multiplyAdds;
  return {
    parameters: totals.parameters,
    ...(value !== undefined && { multiplyAdds: value }),
    ...(doubts[0] !== undefined && { complaint: doubts[0] }),
  };
}

/** As a part of the published figure. */
export function tracedError({ multiplyAdds, ops }: TracedResult): number {
  return multiplyAdds === undefined ? Infinity : multiplyAdds / (ops * 1e9) - 1;
}
