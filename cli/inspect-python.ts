import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Problem } from "../core/graph/problem.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { pythonProblem, type Trace, type TracedModel, type TraceError } from "../core/python/trace.ts";
import { type InspectReport } from "../protocol/inspect-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { toProblem } from "../protocol/to-inspect-report.ts";
import { patientTraceLimits, type TraceRequest } from "../protocol/trace-request.ts";
import { isInside } from "../server/paths.ts";
import { searchPath } from "../server/python/search-path.ts";
import { type PythonParser } from "../server/python/python-parser.ts";
import { runTrace, type Tracer } from "../server/python/tracing.ts";
import { exitCodes, fail } from "./exit-codes.ts";
import { inspected, print, type PrintOptions } from "./formats.ts";
import {
  optionsForTrust,
  parsePythonInput,
  type PythonOptions,
  wrongPythonChoice,
} from "./python-options.ts";
import { fileName, type Outcome, placeText, readSource } from "./source-files.ts";
import { syntaxReport } from "./syntax-report.ts";

/** What is loaded only when a file needs it. */
export interface PythonHost {
  parser(): Promise<PythonParser>;
  tracer(): Tracer;
}

/** `edgewise inspect model.py`: with --trust it is run in the sandbox, without only its text is looked at. */
export async function inspectPython(
  path: string,
  options: PythonOptions,
  { host, printing }: { readonly host: PythonHost; readonly printing: PrintOptions },
): Promise<void> {
  const wrong = wrongPythonChoice(options);
  if (wrong !== undefined) return fail(exitCodes.usage, wrong);
  if (printing.deployment && !options.trust)
    return fail(
      exitCodes.usage,
      "--device is about the shapes that a run of the file shows: that needs --trust",
    );
  const text = readSource(path);
  if (!text.ok) return fail(exitCodes.unreadable, text.error);
  const source: Source = { path, text: text.value, className: options.class, host, printing };
  if (!options.trust) {
    print(await untraced(source), printing);
    return remark(withoutTrust(options));
  }
  const request = requestFor(path, options);
  if (!request.ok) return fail(exitCodes.usage, request.error);
  const tracer = host.tracer();
  try {
    const result = await runTrace(tracer, { key: path, request: request.value, overlays: new Map() });
    if (typeof result === "string") await printFailure(source, { message: result });
    else await printTrace(source, result.trace, result.problems);
  } finally {
    await tracer.dispose();
  }
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly className: string | undefined;
  readonly host: PythonHost;
  readonly printing: PrintOptions;
}

async function untraced(source: Source): Promise<InspectReport> {
  const parser = await source.host.parser();
  return syntaxReport(parser.parse(source.text), source);
}

async function printTrace(source: Source, trace: Trace, problems: readonly Problem[]): Promise<void> {
  const [main, ...others] = trace.models;
  if (trace.error && !main) return printFailure(source, { error: trace.error });
  if (!main) return fail(exitCodes.unreadable, nothingFound(source.path, trace));
  const report = reportOf(source, main, { notes: trace.notes, problems });
  print(report, source.printing);
  if (others.length > 0) remark(alsoThere(source.path, others));
  if (main.error) failed(source.path, main.error);
}

function reportOf(
  { path, printing }: Source,
  model: TracedModel,
  { notes, problems }: Pick<Trace, "notes"> & { readonly problems: readonly Problem[] },
): InspectReport {
  const own = model.error ? [pythonProblem(model.error)] : [];
  const source = {
    name: model.entry.name,
    path,
    locate: () => ({ file: path }),
    problems: [...own, ...problems],
    traced: { model, notes, fileName: fileName(path) },
  };
  return inspected(analyze(model.model), source, printing);
}

/** The code gave no model at all: what its text says is shown in place of it. */
async function printFailure(
  source: Source,
  failure: { readonly error: TraceError } | { readonly message: string },
): Promise<void> {
  const { path, printing } = source;
  const report = await untraced(source);
  const problem: Problem =
    "error" in failure
      ? pythonProblem(failure.error)
      : { code: "python", severity: "error", message: failure.message };
  const { location, ...rest } = toProblem(problem, { locate: () => ({ file: path }) });
  const place = problem.source && { ...problem.source, file: fileName(path)(problem.source.file) };
  print({ ...report, problems: [{ ...rest, location: place ?? location }] }, printing);
  if ("error" in failure) failed(path, failure.error);
  else fail(exitCodes.failed, `${path}: ${failure.message}`);
}

function failed(path: string, error: TraceError): void {
  const inModule = error.modulePath ? ` (in ${error.modulePath})` : "";
  fail(exitCodes.failed, `${placeText(path, error.location)}: ${pythonProblem(error).message}${inModule}`);
}

const maxNames = 12;

function alsoThere(path: string, models: readonly TracedModel[]): string {
  const names = models.slice(0, maxNames).map((it) => it.entry.call ?? it.entry.name);
  const more = models.length > maxNames ? ` and ${models.length - maxNames} more` : "";
  return `also in ${path}: ${names.join(", ")}${more} (--class or --call shows one)`;
}

export function nothingFound(path: string, { candidates }: Trace): string {
  if (candidates.length === 0) return `${path}: there is no model in it`;
  const reasons = candidates.slice(0, maxNames).map((it) => `${it.name} ${it.reason}`);
  return `${path}: no model of it could be made: ${reasons.join("; ")} (--class with --args, or --call)`;
}

function withoutTrust(options: PythonOptions): string {
  const unused = optionsForTrust(options);
  const left = unused.length > 0 ? ` ${unused.join(", ")} ${unused.length > 1 ? "need" : "needs"} it.` : "";
  return `the file was not run: these are the parameters that its text tells. --trust runs it in a sandbox, for shapes, multiply-adds and memory.${left}`;
}

function remark(message: string): void {
  console.error(`edgewise: ${plainText(message)}`);
}

export function requestFor(path: string, options: PythonOptions): Outcome<TraceRequest> {
  const inputs: NonNullable<TraceRequest["input"]> = [];
  for (const it of options.input) {
    const parsed = parsePythonInput(it);
    if (!parsed.ok) return parsed;
    inputs.push(parsed.value);
  }
  const missing = options.searchPath.find(
    (it) => statSync(it, { throwIfNoEntry: false })?.isDirectory() !== true,
  );
  if (missing !== undefined) return { ok: false, error: `--search-path ${missing}: there is no such folder` };
  const file = resolve(path);
  const roots = [rootOf(file)];
  const configured = options.searchPath.map((it) => resolve(it));
  return {
    ok: true,
    value: {
      version: 1,
      file,
      roots,
      searchPath: [...searchPath({ roots, configured, environment: process.env })],
      ...(options.class !== undefined && { class: options.class }),
      ...(options.call !== undefined && { call: options.call }),
      ...(options.args !== undefined && { args: options.args }),
      ...(options.inputs !== undefined && { inputs: options.inputs }),
      ...(inputs.length > 0 && { input: inputs }),
      limits: patientTraceLimits,
    },
  };
}

/** The folder that the command was started in, when the file is in it; else that around the file's package. */
function rootOf(file: string): string {
  if (isInside(process.cwd(), file)) return process.cwd();
  let folder = dirname(file);
  while (statSync(resolve(folder, "__init__.py"), { throwIfNoEntry: false }) && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
}
