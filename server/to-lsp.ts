// Core spans and problems as LSP types: the one place where offsets become positions; it must not compute anything.
import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver";
import { type Span } from "../core/graph/model.ts";
import { type Problem, type Severity } from "../core/graph/problem.ts";
import { plainText, shortened } from "../protocol/plain-text.ts";
import { type ModelView } from "./model-view.ts";

export function toRange(view: ModelView, span: Span): Range {
  return view.lines.range(span.offset, span.length);
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

// Messages quote names, and a file can hold a name of a megabyte.
const longestMessage = 1000;

/** `docs` is where the page that explains the codes lies, if the client has it. */
export function toDiagnostic(view: ModelView, problem: Problem, docs: string | undefined): Diagnostic {
  const { code, severity, message, offset } = problem;
  // The text of a binary model stands elsewhere than its bytes, so the byte offset is said in words.
  const at = view.isPrinted && offset !== undefined ? ` (byte ${offset} of the file)` : "";
  return {
    range: toRange(view, placeOf(view, problem)),
    severity: severities[severity],
    code,
    ...(docs && { codeDescription: { href: `${docs}/problems.md#${code}` } }),
    source: "edgewise",
    message: `${shortened(plainText(message), longestMessage)}${at}`,
  };
}

const top: Span = { offset: 0, length: 0 };

function placeOf(view: ModelView, { offset, length }: Problem): Span {
  if (offset === undefined) return top;
  if (!view.isPrinted) return { offset, length: length ?? 0 };
  const node = view.nodeAtFileOffset.get(offset);
  return node?.operator ?? top;
}
