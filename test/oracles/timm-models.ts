/**
 * timm's own source, run in the sandbox by the stand-in for torch, beside what real torch counts for the same models:
 * the input that the model states for itself is found, parameters are equal, multiply-adds within 1%.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Tracer } from "../../server/python/tracing.ts";
import { type TracedTotals, tracedTotals } from "./traced-totals.ts";

/** What timm_models.py prints. */
export interface TimmReference {
  readonly timm: string;
  readonly models: readonly ReferenceModel[];
}

interface ReferenceModel {
  readonly name: string;
  /** The file of timm/models that it is registered in. */
  readonly module: string;
  /** Channels, height, width of the input. */
  readonly size?: readonly number[];
  readonly parameters?: number;
  readonly multiplyAdds?: number;
  /** Why real torch has no figures. */
  readonly error?: string;
}

export interface TimmResult {
  readonly reference: ReferenceModel;
  readonly traced: TracedTotals;
}

export async function traceTimm(
  { models }: TimmReference,
  tracer: Tracer,
  at: { readonly folder: string; readonly sitePackages: string },
  onResult: (result: TimmResult) => void = () => undefined,
): Promise<readonly TimmResult[]> {
  mkdirSync(at.folder, { recursive: true });
  const file = join(at.folder, "models_of_timm.py");
  writeFileSync(file, "import timm\n");
  const results: TimmResult[] = [];
  for (const reference of models) {
    const call = `timm.create_model('${reference.name}')`;
    const result = { reference, traced: await tracedTotals(tracer, { file, call, ...at }) };
    onResult(result);
    results.push(result);
  }
  return results;
}

// Real torch takes a product over a dimension of one element apart, and does not count that.
const mostDifference = 0.01;

export const isTraced = ({ traced }: TimmResult): boolean => traced.complaint === undefined;

export const hasEqualParameters = ({ traced, reference }: TimmResult): boolean =>
  traced.parameters === reference.parameters;

/** The difference of the multiply-adds, as a part of real torch's; undefined where torch has none. */
export function timmDifference({ traced, reference }: TimmResult): number | undefined {
  if (reference.multiplyAdds === undefined) return undefined;
  return (traced.multiplyAdds ?? Infinity) / reference.multiplyAdds - 1;
}

/** What is not as it should be, or undefined. */
export function timmComplaint(result: TimmResult): string | undefined {
  const { traced, reference } = result;
  if (traced.complaint !== undefined) return traced.complaint;
  const size = ["1", ...(reference.size ?? [])].join("x");
  if (reference.size && traced.input !== size) return `run with ${traced.input ?? "nothing"}, not ${size}`;
  if (reference.parameters !== undefined && !hasEqualParameters(result))
    return `${traced.parameters ?? "no"} parameters, real torch ${reference.parameters}`;
  const difference = timmDifference(result);
  if (difference === undefined || Math.abs(difference) <= mostDifference) return undefined;
  return `${traced.multiplyAdds ?? "no"} multiply-adds, real torch ${reference.multiplyAdds ?? 0}`;
}
