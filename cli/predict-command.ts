import { Command, Option } from "commander";
import { predictOn } from "../server/project/evaluate.ts";
import { type PredictReport } from "../protocol/deployment-report.ts";
import { plainJson, plainText } from "../protocol/plain-text.ts";
import { toDeviceReports } from "../protocol/to-deployment-report.ts";
import { type DeviceOptions, targetsOf, withDeviceOptions } from "./device-options.ts";
import { exitCodes, fail } from "./exit-codes.ts";
import { type ModelChoice, ModelLoader } from "./load-model.ts";
import { withModelOptions } from "./model-options.ts";
import { predictionText } from "./prediction-text.ts";
import { terminal } from "./terminal.ts";

interface PredictOptions extends Omit<ModelChoice, "path">, DeviceOptions {
  readonly json?: boolean;
  readonly format: "table" | "json";
}

/** `edgewise predict FILE --device …`: how a model will run on devices. */
export function predictCommand(): Command {
  const command = new Command("predict")
    .description("Predict how a model runs on devices: latency, energy, memory, and what it is bound by.")
    .argument("<file>", "a model (.onnx, .onnx.txt, .pt2) or Python source (.py)")
    .option("--json", "short for --format json")
    .addOption(
      new Option("--format <format>", "how to print it").choices(["table", "json"]).default("table"),
    );
  return withDeviceOptions(withModelOptions(command)).action(predictModel);
}

async function predictModel(path: string, options: PredictOptions): Promise<void> {
  if (options.device.length === 0) return fail(exitCodes.usage, "--device names the devices to predict for");
  const targets = targetsOf(options);
  if (!targets.ok) return fail(exitCodes.usage, targets.error);
  const loader = new ModelLoader();
  try {
    const loaded = await loader.load({ ...options, path });
    if (!loaded.ok) return fail(loaded.code, loaded.message);
    const { analysis, source, failure, others, isWeights } = loaded.value;
    if (isWeights)
      return fail(exitCodes.usage, `${path} holds weights only: there is no graph to predict from`);
    const predictions = targets.value.targets.map((target) => ({
      target,
      prediction: predictOn(analysis, target),
    }));
    const report: PredictReport = { devices: toDeviceReports(predictions, analysis, source) };
    const isJson = options.json === true || options.format === "json";
    const text = isJson
      ? plainJson(JSON.stringify(report, undefined, 2))
      : predictionText(report, source, terminal());
    process.stdout.write(`${text}\n`);
    if (others.length > 0 && !isJson)
      console.error(
        `edgewise: ${plainText(`also in ${path}: ${others.join(", ")} (--class or --call shows one)`)}`,
      );
    if (failure !== undefined) fail(exitCodes.failed, failure);
  } finally {
    await loader.dispose();
  }
}
