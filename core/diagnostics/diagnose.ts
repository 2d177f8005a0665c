import { type Severity } from "../graph/problem.ts";
import { type NodeReport } from "../metrics/analysis.ts";
import { rules } from "../rules/index.ts";
import { type Fix } from "../rules/contract/fix.ts";
import { type Finding, type Rule } from "../rules/contract/rule.ts";
import { type Budgets, type Subject, type Target } from "../rules/contract/subject.ts";

/** One finding as the user sees it: of all alike ones of a rule on a device, the worst. */
export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly node?: NodeReport;
  /** Id of the device; undefined when it holds wherever the model runs. */
  readonly device?: string;
  /** The target that it was asked for: a device can be there twice, with two runtimes. */
  readonly target?: Target;
  /** The other layers with the same fault, worst first. */
  readonly alike: readonly NodeReport[];
  readonly fix?: Fix;
}

/** Severity by rule id, where the user set another one; `off` leaves the rule out. */
export type SeverityChoices = ReadonlyMap<string, Severity | "off">;

/** What the user wants to be different from place to place, or from target to target. */
export interface DiagnoseOptions {
  /** True for a finding that the user does not want to see; without a node it is about the model as a whole. */
  readonly isIgnored?: (rule: string, node: NodeReport | undefined) => boolean;
  /** Left out: the subject's budgets hold on every target. */
  readonly budgetsOn?: (target: Target) => Budgets;
}

/** Findings of all rules on a model: those of the model once, those of devices for each target. */
export function diagnose(
  subject: Omit<Subject, "target">,
  choices: SeverityChoices = new Map(),
  { isIgnored = () => false, budgetsOn = () => subject.budgets }: DiagnoseOptions = {},
): readonly Diagnostic[] {
  // Before alike ones become one: the worst may be ignored, and the others not.
  const wanted = (rule: Rule, of: Subject) =>
    [...rule.check(of)].filter((it) => !isIgnored(rule.id, it.node));
  const found = rules.flatMap((rule) => {
    if (choices.get(rule.id) === "off") return [];
    if (!rule.isForTarget) return merged(rule, wanted(rule, subject));
    return subject.targets.flatMap((target) =>
      merged(rule, wanted(rule, { ...subject, target, budgets: budgetsOn(target) }), target),
    );
  });
  const severityOf = (it: Diagnostic) => {
    const choice = choices.get(it.rule);
    return choice === undefined || choice === "off" ? it.severity : choice;
  };
  return found
    .map((it) => ({ ...it, severity: severityOf(it) }))
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

const order: readonly Severity[] = ["error", "warning", "info"];

/** Findings about the model as a whole stay as they are; of those about layers the worst speaks for all. */
function merged(rule: Rule, findings: readonly Finding[], target?: Target): readonly Diagnostic[] {
  const whole = findings.filter((it) => !it.node);
  const layers = findings.filter((it) => it.node).sort((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
  const bySeverity = new Map<Severity, Finding[]>();
  for (const it of layers) {
    const severity = it.severity ?? rule.severity;
    bySeverity.set(severity, [...(bySeverity.get(severity) ?? []), it]);
  }
  return [...whole.map((it) => [it]), ...bySeverity.values()].map((group) =>
    toDiagnostic(rule, group, target),
  );
}

function toDiagnostic(rule: Rule, group: readonly Finding[], target?: Target): Diagnostic {
  const [worst, ...rest] = group as [Finding, ...Finding[]];
  const alike = rest.flatMap((it) => (it.node ? [it.node] : []));
  const others = alike.length === 0 || worst.isForAll ? "" : ` ${alike.length} more like it.`;
  return {
    rule: rule.id,
    severity: worst.severity ?? rule.severity,
    message: worst.message + others,
    ...(worst.node && { node: worst.node }),
    ...(target && { device: target.device.id, target }),
    alike,
    ...(worst.fix && { fix: worst.fix }),
  };
}
