import { type Model } from "../core/graph/model.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { type Analysis } from "../core/metrics/analysis.ts";
import { type Problem } from "../core/graph/problem.ts";
import { pythonProblem } from "../core/python/trace.ts";
import { type ReportSource } from "../protocol/to-inspect-report.ts";
import { locator } from "../server/locate.ts";
import { isCheckpoint, openCheckpoint } from "../server/open-checkpoint.ts";
import { openModel } from "../server/open-model.ts";
import { runTrace, type Tracer } from "../server/python/tracing.ts";
import { exitCodes } from "./exit-codes.ts";
import { nothingFound, requestFor } from "./inspect-python.ts";
import { optionsForPython, type PythonOptions, wrongPythonChoice } from "./python-options.ts";
import { parseShapes } from "./shapes.ts";
import { fileName, placeText, readSource } from "./source-files.ts";
import { weightsAnalysis } from "./weights-analysis.ts";
import { wrongChoice } from "./wrong-choice.ts";

/** A model file, and how it is to be read. */
export interface ModelChoice extends PythonOptions {
  readonly path: string;
  readonly bind: ReadonlyMap<string, number>;
}

export interface LoadedModel {
  /** There is no graph: nothing of it can be predicted. */
  readonly isWeights?: boolean;
  readonly analysis: Analysis;
  readonly source: ReportSource;
  /** Its code failed after all this. */
  readonly failure?: string;
  /** Other models in the same file. */
  readonly others: readonly string[];
}

export type Loaded =
  | { readonly ok: true; readonly value: LoadedModel }
  | { readonly ok: false; readonly code: number; readonly message: string };

/** Reads models of any format; keeps the sandbox that Python needs from one to the next. */
export class ModelLoader {
  private tracer: Tracer | undefined;

  /** Texts in `overlays` take the place of source files. */
  async load(choice: ModelChoice, overlays: ReadonlyMap<string, string> = new Map()): Promise<Loaded> {
    const { path } = choice;
    if (/\.pyw?$/i.test(path)) return this.python(choice, overlays);
    const [forPython] = optionsForPython(choice).filter((it) => it !== "--trust");
    if (forPython !== undefined) return refused(`${path}: ${forPython} is for Python source`);
    return isCheckpoint(path) ? loadProgram(choice) : loadOnnx(choice);
  }

  async dispose(): Promise<void> {
    await this.tracer?.dispose();
  }

  private async python(choice: ModelChoice, overlays: ReadonlyMap<string, string>): Promise<Loaded> {
    const { path } = choice;
    const wrong =
      choice.bind.size > 0 ? "--bind is for models with symbolic dimensions" : wrongPythonChoice(choice);
    if (wrong !== undefined) return refused(`${path}: ${wrong}`);
    const text = readSource(path);
    if (!text.ok) return unreadable(text.error);
    if (!choice.trust) return refused(`${path}: this runs the file, in a sandbox: that needs --trust`);
    const request = requestFor(path, choice);
    if (!request.ok) return refused(`${path}: ${request.error}`);
    const result = await runTrace(await this.sandbox(), { key: path, request: request.value, overlays });
    if (typeof result === "string") return failed(`${path}: ${result}`);
    const { trace, problems } = result;
    const [model, ...others] = trace.models;
    if (!model && trace.error)
      return failed(`${placeText(path, trace.error.location)}: ${pythonProblem(trace.error).message}`);
    if (!model) return unreadable(nothingFound(path, trace));
    const own = model.error ? [pythonProblem(model.error)] : [];
    const { name } = model.entry;
    const source: ReportSource = {
      name,
      path,
      locate: () => ({ file: path }),
      problems: [...own, ...problems],
      traced: { model, notes: trace.notes, fileName: fileName(path) },
    };
    const [error] = own;
    return {
      ok: true,
      value: {
        analysis: analyze(model.model),
        source,
        others: others.map((it) => it.entry.call ?? it.entry.name),
        ...(error && { failure: `${placeText(path, model.error?.location)}: ${error.message}` }),
      },
    };
  }

  private async sandbox(): Promise<Tracer> {
    // Loaded when it is needed: most runs are about a model file.
    this.tracer ??= (await import("./python-host.ts")).pythonHost.tracer();
    return this.tracer;
  }
}

function loadOnnx(choice: ModelChoice): Loaded {
  const { path } = choice;
  const opened = openModel(path);
  if (!opened.ok) return unreadable(opened.error.message);
  const { model, problems, name } = opened.value;
  return analyzed(model, choice, { name, path, locate: locator(opened.value), problems });
}

/** An exported program, or weights alone. */
async function loadProgram(choice: ModelChoice): Promise<Loaded> {
  const { path } = choice;
  const opened = await openCheckpoint(path);
  if (!opened.ok) return unreadable(opened.error.message);
  const { name, checkpoint } = opened.value;
  const { model, problems } = checkpoint;
  const fatal = fatalIn(problems, path);
  if (fatal !== undefined) return unreadable(fatal);
  const source = { name, path, locate: offsetsIn(path), problems };
  if (model) return analyzed(model, choice, source);
  return { ok: true, value: { isWeights: true, analysis: weightsAnalysis(checkpoint), source, others: [] } };
}

/** Binary files have no lines. */
export function offsetsIn(path: string): ReportSource["locate"] {
  return ({ offset, length }) => ({
    file: path,
    ...(offset !== undefined && { offset }),
    ...(length !== undefined && { length }),
  });
}

/** What is read, with the sizes that were chosen. */
export function analyzed(model: Model, choice: ModelChoice, source: ReportSource): Loaded {
  const { path } = choice;
  const fatal = fatalIn(source.problems, path);
  if (fatal !== undefined) return unreadable(fatal);
  const shapes = parseShapes(choice.input);
  if (typeof shapes === "string") return refused(`${path}: ${shapes}`);
  const choices = { bindings: choice.bind, shapes };
  const wrong = wrongChoice(model, choices);
  if (wrong !== undefined) return refused(`${path}: ${wrong}`);
  return {
    ok: true,
    value: { analysis: analyze(model, choices), source, others: [] },
  };
}

/** Nothing of the file could be read. */
function fatalIn(problems: readonly Problem[], path: string): string | undefined {
  const fatal = problems.find((it) => it.code === "unreadable");
  const place = fatal?.offset === undefined ? "" : ` (offset ${fatal.offset})`;
  return fatal && `${path}: ${fatal.message}${place}`;
}

const refused = (message: string): Loaded => ({ ok: false, code: exitCodes.usage, message });
const unreadable = (message: string): Loaded => ({ ok: false, code: exitCodes.unreadable, message });
const failed = (message: string): Loaded => ({ ok: false, code: exitCodes.failed, message });
