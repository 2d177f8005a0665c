// Findings of the last trace as diagnostics; it must not find any.
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { type PythonView } from "./python-view.ts";

// Python's messages quote values, and those can be long.
const longestMessage = 1000;
// What is only said for completeness must not fill the Problems panel.
const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Hint,
} as const;

export function pythonDiagnostics(view: PythonView, docs: string | undefined): Diagnostic[] {
  return view.findings.map(({ code, severity, message, span }) => ({
    range: span ? view.lines.range(span.offset, span.length) : view.lines.range(0, 0),
    severity: severities[severity],
    code,
    ...(docs && { codeDescription: { href: `${docs}/problems.md#${code}` } }),
    source: "edgewise",
    message: shortened(plainText(message), longestMessage),
  }));
}
