import { type Model } from "../core/graph/model.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { plainJson } from "../protocol/plain-text.ts";
import { toCheckpointReport } from "../protocol/to-checkpoint-report.ts";
import { openCheckpoint, type OpenedCheckpoint } from "../server/open-checkpoint.ts";
import { type CheckpointReport } from "../protocol/checkpoint-report.ts";
import { checkpointCsv } from "./checkpoint-csv.ts";
import { checkpointMarkdown } from "./checkpoint-markdown.ts";
import { checkpointText } from "./checkpoint-text.ts";
import { exitCodes, fail } from "./exit-codes.ts";
import { type Expected, expectedModel, needsModel } from "./expected-model.ts";
import { type Format, inspected, print, type PrintOptions } from "./formats.ts";
import { type PythonOptions } from "./python-options.ts";
import { terminal } from "./terminal.ts";
import { wrongChoice } from "./wrong-choice.ts";

export interface CheckpointOptions extends PythonOptions {
  readonly bind: ReadonlyMap<string, number>;
}

/** A file of weights: what it holds and what loading it would run. An exported program is shown as a model. */
export async function inspectCheckpoint(
  path: string,
  options: CheckpointOptions,
  printing: PrintOptions,
): Promise<void> {
  const forPython = needsModel(options);
  if (forPython !== undefined)
    return fail(exitCodes.usage, `${forPython} is for Python source; with --model it says which model`);
  const opened = await openCheckpoint(path);
  if (!opened.ok) return fail(exitCodes.unreadable, opened.error.message);
  const { checkpoint } = opened.value;
  const fatal = checkpoint.problems.find((it) => it.code === "unreadable");
  if (fatal) {
    const place = fatal.offset === undefined ? "" : ` (offset ${fatal.offset})`;
    return fail(exitCodes.unreadable, `${path}: ${fatal.message}${place}`);
  }
  if (checkpoint.model) return inspectProgram(checkpoint.model, opened.value, { options, printing });
  return inspectWeights(opened.value, { options, printing });
}

interface Asked {
  readonly options: CheckpointOptions;
  readonly printing: PrintOptions;
}

function inspectProgram(
  model: Model,
  { name, path, checkpoint }: OpenedCheckpoint,
  { options, printing }: Asked,
): void {
  const { problems } = checkpoint;
  const choices = { bindings: options.bind, shapes: new Map<string, readonly number[]>() };
  const wrong =
    options.model !== undefined
      ? "--model is for weights, and this file holds a program of its own"
      : options.input.length > 0
        ? "--input is not for exported programs; use --bind"
        : wrongChoice(model, choices);
  if (wrong) return fail(exitCodes.usage, wrong);
  const locate = ({ offset, length }: { readonly offset?: number; readonly length?: number }) => ({
    file: path,
    ...(offset !== undefined && { offset }),
    ...(length !== undefined && { length }),
  });
  const analysis = analyze(model, choices);
  print(inspected(analysis, { name, path, locate, problems }, printing), printing);
}

async function inspectWeights(
  { name, path, checkpoint }: OpenedCheckpoint,
  { options, printing }: Asked,
): Promise<void> {
  const { format, sort, top } = printing;
  const unfit =
    (options.bind.size > 0 && "--bind") ||
    (options.input.length > 0 && options.model === undefined && "--input") ||
    (sort && "--sort") ||
    (printing.deployment && "--device");
  if (unfit)
    return fail(exitCodes.usage, `${unfit} is for models with a graph, and ${name} holds weights only`);
  const expected = await expectedBy(options);
  if (expected && !expected.ok && expected.code === exitCodes.usage)
    return fail(expected.code, expected.message);
  const report = toCheckpointReport(checkpoint, {
    name,
    path,
    ...(expected?.ok && { model: expected.value }),
  });
  process.stdout.write(texts[format](report, top));
  // What the file holds is shown all the same.
  if (expected && !expected.ok) fail(expected.code, expected.message);
}

async function expectedBy(options: CheckpointOptions): Promise<Expected | undefined> {
  const { model } = options;
  // The sandbox is loaded when it is needed.
  const host = async () => (await import("./python-host.ts")).pythonHost;
  return model === undefined ? undefined : expectedModel(model, options, host);
}

/** Each ends its last line. */
const texts: Readonly<Record<Format, (report: CheckpointReport, top: number | undefined) => string>> = {
  json: (report) => `${plainJson(JSON.stringify(report, undefined, 2))}\n`,
  csv: checkpointCsv,
  markdown: (report, top) => `${checkpointMarkdown(report, top)}\n`,
  table: (report, top) => `${checkpointText(report, terminal(), top)}\n`,
};
