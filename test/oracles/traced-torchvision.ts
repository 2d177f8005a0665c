/**
 * torchvision's own source, run in the sandbox by the stand-in for torch, beside the figures that it publishes for every
 * entry of its weights: parameters exact, multiply-adds within 1%.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Tracer } from "../../server/python/tracing.ts";
import { type TracedTotals, tracedTotals, type Wanted } from "./traced-totals.ts";

/** An entry that torchvision_published.py prints. */
export interface PublishedWeights {
  readonly name: string;
  readonly weights: string;
  readonly size: number;
  readonly numParams: number;
  /** In units of 10⁹, rounded to three decimals. */
  readonly ops: number;
}

export type TracedResult = PublishedWeights & TracedTotals;

export async function traceTorchvision(
  published: readonly PublishedWeights[],
  tracer: Tracer,
  at: Pick<Wanted, "folder" | "sitePackages" | "onAnalysis">,
): Promise<readonly TracedResult[]> {
  mkdirSync(at.folder, { recursive: true });
  const file = join(at.folder, "models_of_torchvision.py");
  writeFileSync(file, "from torchvision import models\n");
  const known = new Map<string, TracedTotals>();
  // A network is judged once, at the size of its first weights.
  const judged = new Set<string>();
  const results: TracedResult[] = [];
  for (const it of published) {
    const call = callFor(it);
    const key = `${call} ${it.size}`;
    let totals = known.get(key);
    if (!totals) {
      const onAnalysis = judged.has(it.name) ? undefined : at.onAnalysis;
      judged.add(it.name);
      totals = await tracedTotals(tracer, { ...at, file, call, shape: [1, 3, it.size, it.size], onAnalysis });
      known.set(key, totals);
    }
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

/** As a part of the published figure. */
export function tracedError({ multiplyAdds, ops }: TracedResult): number {
  return multiplyAdds === undefined ? Infinity : multiplyAdds / (ops * 1e9) - 1;
}
