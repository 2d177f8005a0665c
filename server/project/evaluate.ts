// What a model will do on its targets: a prediction for each, and the findings of all rules. It must not read files.
import { diagnose, type Diagnostic, type SeverityChoices } from "../../core/diagnostics/diagnose.ts";
import { forecastOf } from "../../core/diagnostics/forecast-of.ts";
import { linksOf } from "../../core/diagnostics/links.ts";
import { unpredictedShare } from "../../core/diagnostics/unpredicted-share.ts";
import { type Problem, type Severity } from "../../core/graph/problem.ts";
import { type Analysis, type NodeReport } from "../../core/metrics/analysis.ts";
import { predict } from "../../core/predict/predict.ts";
import { type NoPrediction, type Prediction } from "../../core/predict/prediction.ts";
import { type Budgets, type Target } from "../../core/rules/contract/subject.ts";
import { type ProjectTarget } from "./targets.ts";

export interface EvaluateOptions {
  /** What reading the file gave. */
  readonly problems: readonly Problem[];
  readonly targets: readonly ProjectTarget[];
  /** Those of the model; a target's own come before them. */
  readonly budgets?: Budgets;
  readonly rules?: Readonly<Record<string, Severity | "off">>;
  readonly isIgnored?: (rule: string, node: NodeReport | undefined) => boolean;
}

export interface Evaluation {
  readonly predictions: readonly TargetPrediction[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the targets of diagnostics are called. */
  readonly keys: ReadonlyMap<Target, string>;
}

export interface TargetPrediction {
  readonly target: ProjectTarget;
  readonly prediction: Prediction | NoPrediction;
}

export function evaluate(analysis: Analysis, options: EvaluateOptions): Evaluation {
  const { problems, budgets = {}, rules = {}, isIgnored } = options;
  const predictions = options.targets.map((target) => ({ target, prediction: predictOn(analysis, target) }));
  const own = new Map<Target, Budgets>();
  const keys = new Map<Target, string>();
  const targets = predictions.flatMap((it) => {
    const target = asTarget(it);
    if (!target) return [];
    own.set(target, { ...budgets, ...it.target.budgets });
    keys.set(target, it.target.key);
    return [target];
  });
  const subject = { analysis, links: linksOf(analysis.nodes), problems, targets, budgets };
  const choices: SeverityChoices = new Map(Object.entries(rules));
  const diagnostics = diagnose(subject, choices, {
    ...(isIgnored && { isIgnored }),
    budgetsOn: (it) => own.get(it) ?? budgets,
  });
  return { predictions, diagnostics, keys };
}

export function predictOn(analysis: Analysis, target: ProjectTarget): Prediction | NoPrediction {
  const { device, choice, runtimeVersion } = target;
  if (!choice) return { noData: `no runtime is known for ${device.name}` };
  const judged = { device, choice, ...(runtimeVersion !== undefined && { runtimeVersion }) };
  const obstacle = unpredictedShare(analysis, judged);
  return obstacle === undefined ? predict(analysis, device, choice) : { noData: obstacle };
}

function asTarget({ target, prediction }: TargetPrediction): Target | undefined {
  const { device, choice, runtimeVersion } = target;
  if (!choice) return undefined;
  const forecast = forecastOf(prediction, device);
  return {
    device,
    choice,
    ...(runtimeVersion !== undefined && { runtimeVersion }),
    ...(forecast && { forecast }),
  };
}
