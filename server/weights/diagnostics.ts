// The problems of a file of weights at the lines that they are about; it must not find any.
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { type Span } from "../../core/graph/model.ts";
import { type Problem } from "../../core/graph/problem.ts";
import { importPath } from "../../core/read/pickle-problems.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { type Finding } from "./model-match.ts";
import { type WeightsView } from "./weights-view.ts";

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;
// Messages quote names, and a file can hold a name of a megabyte.
const longestMessage = 1000;

/** `findings`: how it differs from the model in source that it belongs to. */
export function weightsDiagnostics(
  view: WeightsView,
  findings: readonly Finding[],
  docs: string | undefined,
): Diagnostic[] {
  const places = placesOf(view);
  const rangeOf = ({ offset, length }: Span) => view.lines.range(offset, length);
  return [
    ...view.problems.map((problem): Diagnostic => {
      const { code, severity, message } = problem;
      return {
        range: rangeOf(placeOf(view, problem, places)),
        severity: severities[severity],
        code,
        ...(docs && { codeDescription: { href: `${docs}/problems.md#${code}` } }),
        source: "edgewise",
        message: shortened(plainText(message), longestMessage) + byteText(problem),
      };
    }),
    ...findings.map(({ name, message }): Diagnostic => ({
      range: rangeOf((name === undefined ? undefined : places.get(name)) ?? view.title),
      severity: DiagnosticSeverity.Information,
      code: "match",
      ...(docs && { codeDescription: { href: `${docs}/problems.md#match` } }),
      source: "edgewise",
      message: shortened(plainText(message), longestMessage),
    })),
  ];
}

/** The text stands elsewhere than the file's bytes, so that the byte is said in words. */
function byteText({ offset, message }: Problem): string {
  return offset === undefined || message.includes(`byte ${offset} of the file`)
    ? ""
    : ` (byte ${offset} of the file)`;
}

/** Tensors, parts and imports by their names. */
function placesOf({ rows, imports }: WeightsView): ReadonlyMap<string, Span> {
  const trimmed = ({ offset, length }: Span, text: string): Span => ({
    offset: offset + 2,
    length: Math.min(length - 2, text.length),
  });
  return new Map([
    ...rows.map(({ path, name }) => [path, name] as const),
    ...imports.map(({ it, span }) => [importPath(it), trimmed(span, importPath(it))] as const),
  ]);
}

function placeOf(view: WeightsView, { subject, code }: Problem, places: ReadonlyMap<string, Span>): Span {
  const found = subject === undefined ? undefined : places.get(subject);
  if (found) return found;
  return code === "pickle-code-execution" ? (view.importsTitle ?? view.title) : view.title;
}
