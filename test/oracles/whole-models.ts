/**
 * Whole models, traced in the sandbox, beside the module calls that real torch makes in them: the same modules in the same
 * order, and of each call the same output shapes, of each module the same parameters and buffers.
 */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type TracedModel } from "../../core/python/trace.ts";
import { dimText } from "../../core/graph/dim.ts";
import { shapeOf, type ValueType } from "../../core/graph/value-type.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { traceLimits } from "../../protocol/trace-request.ts";
import { runTrace, type Tracer } from "../../server/python/tracing.ts";

/** What whole_models.py prints of each model. */
export interface PeerModel {
  readonly name: string;
  readonly call: string;
  readonly inputs: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly calls: readonly PeerCall[];
}

interface PeerCall {
  readonly path: string;
  readonly class: string;
  readonly outputs: readonly (readonly number[])[];
  readonly state: readonly (readonly [name: string, shape: readonly number[]])[];
}

export interface WholeModelResult {
  readonly name: string;
  /** Module calls of real torch. */
  readonly calls: number;
  /** What is different, in sentences; empty when nothing is. */
  readonly differences: readonly string[];
  readonly multiplyAdds?: number;
  readonly peerMultiplyAdds: number;
}

export async function traceWholeModels(
  peers: readonly PeerModel[],
  tracer: Tracer,
  at: { readonly folder: string; readonly sitePackages: string },
): Promise<readonly WholeModelResult[]> {
  mkdirSync(at.folder, { recursive: true });
  const file = join(at.folder, "whole_model_sources.py");
  copyFileSync(join(import.meta.dirname, "whole_model_sources.py"), file);
  const results: WholeModelResult[] = [];
  for (const peer of peers) {
    const known = { name: peer.name, calls: peer.calls.length, peerMultiplyAdds: peer.multiplyAdds };
    const model = await traced(peer, tracer, { ...at, file });
    results.push({
      ...known,
      ...(typeof model === "string" ? { differences: [model] } : compared(peer, model)),
    });
  }
  return results;
}

/** The model, or why there is none. */
async function traced(
  { name, call, inputs }: PeerModel,
  tracer: Tracer,
  at: { readonly file: string; readonly folder: string; readonly sitePackages: string },
): Promise<TracedModel | string> {
  const request = {
    version: 1 as const,
    file: at.file,
    roots: [at.folder],
    searchPath: [at.sitePackages],
    call,
    inputs,
    limits: { ...traceLimits, seconds: 120 },
  };
  const result = await runTrace(tracer, { key: name, request, overlays: new Map() });
  if (typeof result === "string") return result;
  const [model] = result.trace.models;
  const error = result.trace.error ?? model?.error;
  if (!model || error) return error ? `${error.type}: ${error.message}` : "no model";
  return result.problems[0]?.message ?? model;
}

function compared(
  peer: PeerModel,
  traced: TracedModel,
): Pick<WholeModelResult, "differences" | "multiplyAdds"> {
  const { totals, problems } = analyze(traced.model);
  const differences = problems.map((it) => it.message);
  if (totals.parameters !== peer.parameters)
    differences.push(`${totals.parameters} parameters, real torch ${peer.parameters}`);
  const ours = callsOf(traced);
  if (ours.length !== peer.calls.length)
    differences.push(`${ours.length} module calls, real torch ${peer.calls.length}`);
  peer.calls.forEach((call, i) => {
    const [theirs, mine] = [JSON.stringify(sorted(call)), JSON.stringify(ours[i])];
    if (theirs !== mine) differences.push(`call ${i}: ${mine ?? "none"}, real torch ${theirs}`);
  });
  const { value } = totals.multiplyAdds;
  return { differences, ...(value !== undefined && { multiplyAdds: value }) };
}

/** In the same form, and the keys in the same order, as the peer's. */
function sorted({ path, class: className, outputs, state }: PeerCall): PeerCall {
  return { path, class: className, outputs, state: state.toSorted(byName) };
}

function callsOf({ model, modules, calls }: TracedModel): readonly PeerCall[] {
  return calls.map(({ module, outputs }) => {
    const { path = "", className = "", constants = [] } = modules[module] ?? {};
    const state = constants.map(
      (name) => [lastPart(name), model.graph.constants.get(name)?.dims ?? []] as const,
    );
    return {
      path,
      class: className,
      outputs: outputs.map((name) => sizes(model.graph.values.get(name)?.type)),
      state: state.toSorted(byName),
    };
  });
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

function sizes(type: ValueType | undefined): readonly number[] {
  return (shapeOf(type) ?? []).map((it) => Number(dimText(it)));
}

// Real torch takes a product over a dimension of one element apart, and does not count that.
const mostDifference = 0.001;

/** The difference of the multiply-adds, as a part of real torch's. */
export function wholeModelError({ multiplyAdds, peerMultiplyAdds }: WholeModelResult): number {
  return multiplyAdds === undefined ? Infinity : multiplyAdds / peerMultiplyAdds - 1;
}

export function wholeModelCheck(result: WholeModelResult): readonly [string, boolean] {
  const { name, calls, differences } = result;
  const error = wholeModelError(result);
  const first = differences[0] === undefined ? "" : `, first ${differences[0].slice(0, 600)}`;
  return [
    `${name}, each of ${calls} module calls beside real torch: ${differences.length} differences${first}; multiply-adds ${(error * 100).toFixed(3)}% from its count`,
    differences.length === 0 && calls > 0 && Math.abs(error) <= mostDifference,
  ];
}
