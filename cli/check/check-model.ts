import { type Severity } from "../../core/graph/problem.ts";
import { type ModelChange, type ModelCheck } from "../../protocol/check-report.ts";
import { type DiagnosticReport } from "../../protocol/deployment-report.ts";
import { toInspectReport } from "../../protocol/to-inspect-report.ts";
import { type ProjectTarget } from "../../server/project/targets.ts";
import { deploymentOf, type DeploymentReport } from "../deployment.ts";
import { exitCodes } from "../exit-codes.ts";
import { type LoadedModel, type ModelLoader } from "../load-model.ts";
import { baseVersion } from "./base-version.ts";
import { budgetChecks } from "./budgets.ts";
import { type ModelToCheck } from "./models-to-check.ts";

export interface CheckChoices {
  readonly targets: readonly ProjectTarget[];
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** The revision to compare with. */
  readonly base?: string;
  readonly loader: ModelLoader;
}

export interface CheckedModel {
  /** Absent when there was nothing to check. */
  readonly check?: ModelCheck;
  readonly failure?: { readonly path: string; readonly exitCode: number; readonly message: string };
  /** Other models in the same file, which were not checked. */
  readonly others: readonly string[];
}

/** Reads one model, judges it for all targets, and compares it with the base revision. */
export async function checkModel(it: ModelToCheck, choices: CheckChoices): Promise<CheckedModel> {
  const { path } = it.choice;
  const loaded = await choices.loader.load(it.choice);
  if (!loaded.ok) return { failure: { path, exitCode: loaded.code, message: loaded.message }, others: [] };
  const model = loaded.value;
  const { analysis, source, failure, others } = model;
  const { rules, base } = choices;
  // Weights run nowhere by themselves: they have a size, and may be unsafe to load.
  const targets = model.isWeights ? [] : choices.targets;
  const report = toInspectReport(analysis, source);
  const deployed = deploymentOf(analysis, source, { targets, rules, budgets: it.budgets });
  const change =
    base === undefined
      ? undefined
      : await changeSince(it, { model, deployed }, { ...choices, targets, base });
  const { devices, diagnostics, evaluation } = deployed;
  return {
    check: {
      name: report.model.name,
      path,
      ...(report.model.class !== undefined && { class: report.model.class }),
      totals: report.totals,
      devices,
      budgets: [...budgetChecks(analysis, it.budgets, evaluation.predictions)],
      diagnostics,
      problems: report.problems.filter((it) => !isSaidByRule(it, diagnostics)),
      ...(change && { change }),
    },
    ...(failure !== undefined && { failure: { path, exitCode: exitCodes.failed, message: failure } }),
    others,
  };
}

/** Rules about what readers find repeat it, as grave as the user wants it. */
function isSaidByRule(
  { code, message }: ModelCheck["problems"][number],
  diagnostics: readonly DiagnosticReport[],
): boolean {
  return code === "pickle-code-execution" || diagnostics.some((it) => it.message.startsWith(message));
}

interface Now {
  readonly model: LoadedModel;
  readonly deployed: DeploymentReport;
}

async function changeSince(
  { choice, budgets }: ModelToCheck,
  now: Now,
  { targets, rules, base, loader }: CheckChoices & { readonly base: string },
): Promise<ModelChange> {
  const version = await baseVersion(choice, now.model, { base, loader });
  if (version.kind === "absent") return { isNew: true };
  if (version.kind === "unusable") return { noComparison: version.reason };
  const { analysis, source } = version.model;
  const deployment = { targets, rules, budgets, overlays: version.overlays };
  const before = deploymentOf(analysis, source, deployment);
  const { totals } = analysis;
  const latencies = before.evaluation.predictions.flatMap(({ target, prediction }) =>
    "noData" in prediction ? [] : [[target.key, prediction.latencyMs.expected] as const],
  );
  const value = (name: "multiplyAdds" | "memoryAccessBytes" | "peakActivationBytes") =>
    totals[name].value === undefined ? {} : { [name]: totals[name].value };
  return {
    before: {
      parameters: totals.parameters,
      weightBytes: totals.weightBytes,
      ...value("multiplyAdds"),
      ...value("memoryAccessBytes"),
      ...value("peakActivationBytes"),
    },
    latencyMs: Object.fromEntries(latencies),
    newFindings: [...missingIn(now.deployed.diagnostics, before.diagnostics)],
    fixedFindings: [...missingIn(before.diagnostics, now.deployed.diagnostics)],
  };
}

/** By rule, device and severity: which layer is the worst of its kind is not what a change is judged by. */
function missingIn(
  all: readonly DiagnosticReport[],
  others: readonly DiagnosticReport[],
): readonly DiagnosticReport[] {
  const key = (it: DiagnosticReport) => [it.rule, it.device ?? "", it.severity].join(" ");
  const known = new Set(others.map(key));
  return all.filter((it) => !known.has(key(it)));
}
