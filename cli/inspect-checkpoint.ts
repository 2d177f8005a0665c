import { type Model } from "../core/graph/model.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { boundValues } from "../core/metrics/bind-values.ts";
import { bindingsInUse } from "../core/metrics/bindings.ts";
import { plainJson } from "../protocol/plain-text.ts";
import { toCheckpointReport } from "../protocol/to-checkpoint-report.ts";
import { toInspectReport } from "../protocol/to-inspect-report.ts";
import { openCheckpoint, type OpenedCheckpoint } from "../server/open-checkpoint.ts";
import { checkpointText } from "./checkpoint-text.ts";
import { exitCodes, fail } from "./exit-codes.ts";
import { print, type PrintOptions } from "./formats.ts";
import { optionsForPython, type PythonOptions } from "./python-options.ts";
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
  const [forPython] = optionsForPython(options);
  if (forPython) return fail(exitCodes.usage, `${forPython} is for Python source`);
  const opened = await openCheckpoint(path);
  if (!opened.ok) return fail(exitCodes.unreadable, opened.error.message);
  const { checkpoint } = opened.value;
  const fatal = checkpoint.problems.find((it) => it.code === "unreadable");
  if (fatal) {
    const place = fatal.offset === undefined ? "" : ` (offset ${fatal.offset})`;
    return fail(exitCodes.unreadable, `${path}: ${fatal.message}${place}`);
  }
  if (checkpoint.model) return inspectProgram(checkpoint.model, opened.value, { options, printing });
  inspectWeights(opened.value, { options, printing });
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
    options.input.length > 0
      ? "--input is not for exported programs; use --bind"
      : wrongChoice(model, choices);
  if (wrong) return fail(exitCodes.usage, wrong);
  const locate = ({ offset, length }: { readonly offset?: number; readonly length?: number }) => ({
    file: path,
    ...(offset !== undefined && { offset }),
    ...(length !== undefined && { length }),
  });
  const analysis = analyze(boundValues(model, bindingsInUse(model.graph, choices)), choices);
  print(toInspectReport(analysis, { name, path, locate, problems }), printing);
}

function inspectWeights({ name, path, checkpoint }: OpenedCheckpoint, { options, printing }: Asked): void {
  const { format, sort, top } = printing;
  const unfit =
    (options.bind.size > 0 && "--bind") ||
    (options.input.length > 0 && "--input") ||
    (sort && "--sort") ||
    (format !== "json" && format !== "table" && `--format ${format}`);
  if (unfit)
    return fail(exitCodes.usage, `${unfit} is for models with a graph, and ${name} holds weights only`);
  const report = toCheckpointReport(checkpoint, { name, path });
  const text =
    format === "json"
      ? plainJson(JSON.stringify(report, undefined, 2))
      : checkpointText(report, terminal(), top);
  process.stdout.write(`${text}\n`);
}
