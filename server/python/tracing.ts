// Asks the sandbox to run a Python document, and reads what comes back. Callers make sure that the workspace is trusted.
import { dirname } from "node:path";
import { type Problem } from "../../core/graph/problem.ts";
import { readTrace } from "../../core/read/trace.ts";
import { type Trace } from "../../core/python/trace.ts";
import { traceLimits, type TraceRequest } from "../../protocol/trace-request.ts";
import { type TraceJob, type TracePool } from "../../tracer/supervisor.ts";
import { fromSandboxPath, toSandboxPath } from "../../tracer/sandbox-path.ts";
import { isInside } from "../paths.ts";
import { failedTrace, type TracedFile, tracedFile, type TracedText } from "./traced-file.ts";

/** The sandbox, as far as it is needed here. */
export type Tracer = Pick<TracePool, "trace" | "warm" | "dispose">;

export interface TraceResult {
  readonly trace: Trace;
  readonly problems: readonly Problem[];
}

export class Stopped extends Error {}

/** What the run recorded, or a sentence why there is nothing. */
export async function runTrace(tracer: Tracer, job: TraceJob): Promise<TraceResult | string> {
  const reply = await tracer.trace(job);
  if (job.signal?.aborted) throw new Stopped();
  if (!reply.ok) return reply.error.message;
  const folders = [...job.request.roots, ...job.request.searchPath].map((it) => toSandboxPath(it));
  const { value: trace, problems } = readTrace(reply.value, folders, (it) => fromSandboxPath(it));
  return { trace, problems };
}

/** One document of the editor. */
export async function traceDocument(tracer: Tracer, source: TracedText, job: TraceJob): Promise<TracedFile> {
  const result = await runTrace(tracer, job);
  if (typeof result === "string") return failedTrace(result, source);
  return tracedFile(result.trace, result.problems, source);
}

export interface RequestChoices {
  readonly workspace: readonly string[];
  readonly searchPath: readonly string[];
  /** `1x3x224x224`, or `1x128:int64`. */
  readonly input?: string;
  /** Undefined: as many models as there are. Else those that are wanted first, and others while there is time. */
  readonly first?: readonly string[];
}

/** Longer than this nobody shall wait for the numbers of a second model when those of the first are there. */
const secondsForOthers = 0.1;

/** The request for all models of a file; its root is the workspace folder that it is in, else its own folder. */
export function requestFor(
  file: string,
  { workspace, searchPath, input, first }: RequestChoices,
): TraceRequest {
  const roots = workspace.filter((it) => isInside(it, file));
  const [, sizes, dtype] = /^(\d+(?:x\d+)*)(?::(\w+))?$/.exec(input ?? "") ?? [];
  return {
    version: 1,
    file,
    roots: roots.length > 0 ? roots : [dirname(file)],
    searchPath: [...searchPath],
    ...(sizes !== undefined && {
      settings: { input: { shape: sizes.split("x").map(Number), ...(dtype !== undefined && { dtype }) } },
    }),
    limits: { ...traceLimits, ...(first && { others: secondsForOthers }) },
    ...(first && { first: [...first] }),
  };
}
