import { Command, InvalidArgumentError, Option } from "commander";
import { analyze } from "../core/metrics/analyze.ts";
import { locator } from "../server/locate.ts";
import { isCheckpoint } from "../server/open-checkpoint.ts";
import { openModel } from "../server/open-model.ts";
import { type Deployment } from "./deployment.ts";
import { type DeviceOptions, targetsOf, withDeviceOptions } from "./device-options.ts";
import { exitCodes, fail } from "./exit-codes.ts";
import { formats, type Format, inspected, print, type PrintOptions } from "./formats.ts";
import { inspectCheckpoint } from "./inspect-checkpoint.ts";
import { optionsForPython, type PythonOptions } from "./python-options.ts";
import { collected, parseBindings, parseShapes } from "./shapes.ts";
import { type SortKey, sortKeys } from "./sort.ts";
import { wrongChoice } from "./wrong-choice.ts";

interface InspectOptions extends PythonOptions, DeviceOptions {
  readonly bind: ReadonlyMap<string, number>;
  readonly sort?: SortKey;
  readonly top?: number;
  readonly json?: boolean;
  readonly format: Format;
}

/** `edgewise inspect FILE`: what each node of a model costs, and the totals. */
export function inspectCommand(): Command {
  const command = new Command("inspect")
    .description("Show what each node of a model costs, and the totals.")
    .argument("<file>", "a model (.onnx, .onnx.txt), Python source (.py), or weights (.pt, .safetensors, …)")
    .option("--bind <sizes>", "sizes for symbolic dimensions: seq=128,batch=1", parseBindings, new Map())
    .option("--input <shape>", "shape of an input: x=1x3x224x224 (repeat for more)", collected, [])
    .addOption(new Option("--sort <metric>", "order of the nodes").choices(sortKeys))
    .option("--top <count>", "only the first nodes", parseCount)
    .option("--json", "short for --format json")
    .addOption(new Option("--format <format>", "how to print it").choices(formats).default("table"))
    .optionsGroup("For Python source:")
    .option("--trust", "run the file, in a sandbox; without it only its text is looked at")
    .option("--class <name>", "the class to make the model of")
    .option("--args <arguments>", "arguments for the class: num_classes=10")
    .option("--call <expression>", "Python that gives the model: \"build_model('tiny')\"")
    .option(
      "--inputs <expression>",
      'Python that gives forward\'s arguments: "(torch.randn(1, 3, 224, 224),)"',
    )
    .option("--model <file>", "of a file of weights: the source of the model to compare it with")
    .option("--search-path <folder>", "where packages are (repeat for more)", collected, []);
  return withDeviceOptions(command).action(inspect);
}

async function inspect(path: string, options: InspectOptions): Promise<void> {
  const { sort, top } = options;
  const format = options.json ? "json" : options.format;
  const deployment = deploymentFor(options);
  if (typeof deployment === "string") return fail(exitCodes.usage, deployment);
  const printing = {
    format,
    ...(sort && { sort }),
    ...(top !== undefined && { top }),
    ...(deployment && { deployment }),
  };
  if (isCheckpoint(path)) return inspectCheckpoint(path, options, printing);
  if (options.model !== undefined) return fail(exitCodes.usage, "--model is for files of weights");
  if (!/\.pyw?$/i.test(path)) return inspectModel(path, options, printing);
  if (options.bind.size > 0) return fail(exitCodes.usage, "--bind is for models with symbolic dimensions");
  // Loaded when it is needed: most runs are about a model.
  const [{ inspectPython }, { pythonHost }] = await Promise.all([
    import("./inspect-python.ts"),
    import("./python-host.ts"),
  ]);
  return inspectPython(path, options, { host: pythonHost, printing });
}

/** What is to be said of devices, when the options name some; or what is wrong with them. */
function deploymentFor(options: InspectOptions): Deployment | string | undefined {
  const { device, runtime, precision } = options;
  if (device.length === 0) {
    const alone = runtime !== undefined ? "--runtime" : precision !== undefined ? "--precision" : undefined;
    return alone && `${alone} is for devices; --device names them`;
  }
  const found = targetsOf(options);
  if (!found.ok) return found.error;
  const { project, targets } = found.value;
  return { targets, ...(project.content.rules && { rules: project.content.rules }) };
}

function inspectModel(path: string, options: InspectOptions, printing: PrintOptions): void {
  const [forPython] = optionsForPython(options);
  if (forPython) return fail(exitCodes.usage, `${forPython} is for Python source`);
  const shapes = parseShapes(options.input);
  if (typeof shapes === "string") return fail(exitCodes.usage, shapes);
  const opened = openModel(path);
  if (!opened.ok) return fail(exitCodes.unreadable, opened.error.message);
  const { model, problems, name } = opened.value;
  const fatal = problems.find((it) => it.code === "unreadable");
  if (fatal) {
    const place = fatal.offset === undefined ? "" : ` (offset ${fatal.offset})`;
    return fail(exitCodes.unreadable, `${path}: ${fatal.message}${place}`);
  }
  const choices = { bindings: options.bind, shapes };
  const wrong = wrongChoice(model, choices);
  if (wrong) return fail(exitCodes.usage, wrong);

  const analysis = analyze(model, choices);
  const source = { name, path, locate: locator(opened.value), problems };
  print(inspected(analysis, source, printing), printing);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count) || count < 1)
    throw new InvalidArgumentError(`"${text}" is not a number from 1 up.`);
  return count;
}
