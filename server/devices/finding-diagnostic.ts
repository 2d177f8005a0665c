// One finding of a rule as a diagnostic of LSP; it must not decide where it stands.
import {
  type Diagnostic as LspDiagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver";
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { type Severity } from "../../core/graph/problem.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { rulePage } from "../cards/device-section.ts";
import { type ProjectTarget } from "../project/targets.ts";
import { shortName } from "./device-names.ts";

export interface FindingContext {
  readonly uri: string;
  readonly docs: string | undefined;
  readonly targets: readonly ProjectTarget[];
}

export interface FindingPlace {
  readonly range: Range;
  readonly alike: readonly (readonly [NodeReport, Range])[];
}

const longestMessage = 1000;
const mostRelated = 20;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export function findingDiagnostic(
  finding: Diagnostic,
  { range, alike }: FindingPlace,
  { uri, docs, targets }: FindingContext,
): LspDiagnostic {
  const page = rulePage(docs, finding.rule);
  const related = alike.slice(0, mostRelated).map(([it, at]): DiagnosticRelatedInformation => ({
    location: { uri, range: at },
    message: shortened(plainText(it.label), 200),
  }));
  return {
    range,
    severity: severities[finding.severity],
    code: finding.rule,
    ...(page !== undefined && { codeDescription: { href: page } }),
    source: "edgewise",
    message: messageOf(finding, targets),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** Names the device that it is about: most rules do so themselves. */
export function messageOf({ message, device }: Diagnostic, targets: readonly ProjectTarget[]): string {
  const target = targets.find((it) => it.device.id === device);
  const text = shortened(plainText(message), longestMessage);
  const isNamed = target === undefined || text.includes(target.device.name);
  return isNamed ? text : `${shortName(target.device)}: ${text}`;
}
