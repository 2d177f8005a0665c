import { Command, InvalidArgumentError, Option } from "commander";
import { analyze } from "../core/metrics/analyze.ts";
import { plainText } from "../protocol/plain-text.ts";
import { toInspectReport } from "../protocol/to-inspect-report.ts";
import { locator } from "../server/locate.ts";
import { openModel } from "../server/open-model.ts";
import { exitCodes } from "./exit-codes.ts";
import { formats, type Format, print } from "./formats.ts";
import { type SortKey, sortKeys } from "./sort.ts";
import { wrongChoice } from "./wrong-choice.ts";

interface InspectOptions {
  readonly bind: ReadonlyMap<string, number>;
  readonly input: ReadonlyMap<string, readonly number[]>;
  readonly sort?: SortKey;
  readonly top?: number;
  readonly json?: boolean;
  readonly format: Format;
}

/** `edgewise inspect FILE`: what each node of a model costs, and the totals. */
export function inspectCommand(): Command {
  return new Command("inspect")
    .description("Show what each node of a model costs, and the totals.")
    .argument("<file>", "an .onnx file, or ONNX text (.onnx.txt, .onnxtxt)")
    .option("--bind <sizes>", "sizes for symbolic dimensions: seq=128,batch=1", parseBindings, new Map())
    .option("--input <shape>", "shape of an input: x=1x3x224x224 (repeat for more)", parseShape, new Map())
    .addOption(new Option("--sort <metric>", "order of the nodes").choices(sortKeys))
    .option("--top <count>", "only the first nodes", parseCount)
    .option("--json", "short for --format json")
    .addOption(new Option("--format <format>", "how to print it").choices(formats).default("table"))
    .action(inspect);
}

function inspect(path: string, options: InspectOptions): void {
  const opened = openModel(path);
  if (!opened.ok) return fail(exitCodes.unreadable, opened.error.message);
  const { model, problems, name } = opened.value;
  const fatal = problems.find((it) => it.code === "unreadable");
  if (fatal) {
    const place = fatal.offset === undefined ? "" : ` (offset ${fatal.offset})`;
    return fail(exitCodes.unreadable, `${path}: ${fatal.message}${place}`);
  }
  const choices = { bindings: options.bind, shapes: options.input };
  const wrong = wrongChoice(model, choices);
  if (wrong) return fail(exitCodes.usage, wrong);

  const analysis = analyze(model, choices);
  const report = toInspectReport(analysis, { name, path, locate: locator(opened.value), problems });
  const format = options.json ? "json" : options.format;
  const { sort, top } = options;
  print(report, { format, ...(sort && { sort }), ...(top !== undefined && { top }) });
}

function fail(code: number, message: string): void {
  console.error(`edgewise: ${plainText(message)}`);
  process.exitCode = code;
}

function parseBindings(text: string, earlier: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const bindings = new Map(earlier);
  for (const part of text.split(",")) {
    const found = /^\s*([^=]+?)\s*=\s*(\d+)\s*$/.exec(part);
    const [, name = "", size] = found ?? [];
    if (!found || !Number.isSafeInteger(Number(size)))
      throw new InvalidArgumentError(`"${part}" is not name=number.`);
    bindings.set(name, Number(size));
  }
  return bindings;
}

function parseShape(
  text: string,
  earlier: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly number[]> {
  const found = /^(.+)=(\d+(?:x\d+)*|scalar)$/.exec(text);
  const [, name = "", written = ""] = found ?? [];
  const sizes = written === "scalar" ? [] : written.split("x").map(Number);
  if (!found || !sizes.every(Number.isSafeInteger))
    throw new InvalidArgumentError(`"${text}" is not name=1x3x224x224.`);
  return new Map(earlier).set(name, sizes);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError(`"${text}" is not a number from 1 up.`);
  return count;
}
