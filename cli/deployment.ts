import { type Severity } from "../core/graph/problem.ts";
import { type SourceRange } from "../core/graph/source-range.ts";
import { type Analysis } from "../core/metrics/analysis.ts";
import { rules } from "../core/rules/index.ts";
import { type Budgets } from "../core/rules/contract/subject.ts";
import { type DeviceReport, type DiagnosticReport } from "../protocol/deployment-report.ts";
import { toDeviceReports, toDiagnosticReport } from "../protocol/to-deployment-report.ts";
import { type ReportSource } from "../protocol/to-inspect-report.ts";
import { toPlace } from "../protocol/traced-report.ts";
import { evaluate, type Evaluation } from "../server/project/evaluate.ts";
import { IgnoreComments } from "../server/project/ignore-comments.ts";
import { type ProjectTarget } from "../server/project/targets.ts";
import { readSource } from "./source-files.ts";

/** Where a model is to run, and what is asked of it. */
export interface Deployment {
  readonly targets: readonly ProjectTarget[];
  readonly rules?: Readonly<Record<string, Severity | "off">>;
  readonly budgets?: Budgets;
  /** Texts that were run in place of those on disk. */
  readonly overlays?: ReadonlyMap<string, string>;
}

export interface DeploymentReport {
  readonly devices: Record<string, DeviceReport>;
  readonly diagnostics: DiagnosticReport[];
  readonly evaluation: Evaluation;
}

/** What a model will do on its targets, as the reports have it. */
export function deploymentOf(
  analysis: Analysis,
  source: ReportSource,
  deployment: Deployment,
): DeploymentReport {
  const { targets, rules: chosen, budgets, overlays } = deployment;
  const comments = new IgnoreComments((file) => overlays?.get(file) ?? sourceText(file));
  const definition = source.traced?.model.entry.definition;
  const evaluation = evaluate(analysis, {
    problems: [...source.problems, ...analysis.problems],
    targets,
    ...(budgets && { budgets }),
    ...(chosen && { rules: chosen }),
    ...(source.traced && { isIgnored: (rule, node) => comments.isIgnored(rule, node, definition) }),
  });
  const found = evaluation.diagnostics.map((it) => toDiagnosticReport(it, source, evaluation.keys));
  return {
    evaluation,
    devices: toDeviceReports(evaluation.predictions, analysis, source),
    diagnostics: [...found, ...unknownRules(analysis, source, comments)],
  };
}

function sourceText(file: string): string | undefined {
  const text = readSource(file);
  return text.ok ? text.value : undefined;
}

/** Comments that name a rule which is not there: they have no effect, and nobody would notice. */
function unknownRules(
  { nodes }: Analysis,
  { traced }: ReportSource,
  comments: IgnoreComments,
): readonly DiagnosticReport[] {
  if (!traced) return [];
  const places = nodes.flatMap(({ node: { source } }) => [source?.location, source?.definition]);
  const all: readonly (SourceRange | undefined)[] = [...places, traced.model.entry.definition];
  const files = new Set(all.flatMap((it) => (it ? [it.file] : [])));
  const known = new Set(rules.map((it) => it.id));
  return [...files]
    .flatMap((file) => comments.named(file))
    .filter((it) => !known.has(it.rule))
    .map(({ rule, place }) => ({
      rule: "unknown-rule",
      severity: "info",
      message: `There is no rule "${rule}": this comment has no effect.`,
      location: toPlace(place, traced),
    }));
}
