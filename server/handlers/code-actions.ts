// Quick fixes for findings in Python source: the fix that a rule names, and a comment that leaves the rule out. It must not find any.
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver";
import { evaluationsOf } from "../devices/session-evaluations.ts";
import { type PlacedFinding, sourceFindings, SourcePlaces } from "../devices/source-findings.ts";
import { fixEdits, ignoreEdit, type SourceEdit } from "../python/fix-edits.ts";
import { type PythonView } from "../python/python-view.ts";
import { type Session } from "../session.ts";
import { type Feature } from "./feature.ts";

export const codeActions: Feature = (session) => {
  session.connection.onCodeAction((params, token) =>
    session.answer(() => actionsFor(session, params, token)),
  );
};

async function actionsFor(
  session: Session,
  { textDocument: { uri }, range, context }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[] | null> {
  if (context.only && !context.only.some((it) => CodeActionKind.QuickFix.startsWith(it))) return null;
  const view = await session.python.view(uri, token);
  if (!view) return null;
  const evaluations = await evaluationsOf(session, view, token);
  const found = sourceFindings(view, evaluations, session.client.docs).filter((it) =>
    touches(it.diagnostic.range, range),
  );
  if (found.length === 0) return [];
  const parser = await session.python.syntaxParser();
  const syntaxOf = (span: PlacedFinding["span"]) => parser.callAt(view.text, span);
  const actions = new Map<string, CodeAction>();
  for (const it of found) {
    const diagnostics = context.diagnostics.filter((given) => isSame(given, it.diagnostic));
    for (const action of [fixOf(view, it, syntaxOf), ignoreOf(view, it)]) {
      if (!action) continue;
      const key = `${action.title} ${JSON.stringify(action.edit)}`;
      if (!actions.has(key)) actions.set(key, { ...action, ...(diagnostics.length > 0 && { diagnostics }) });
    }
  }
  return [...actions.values()].sort(
    (a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false),
  );
}

function fixOf(
  view: PythonView,
  { finding, model }: PlacedFinding,
  syntaxOf: Parameters<typeof fixEdits>[1]["syntaxOf"],
): CodeAction | undefined {
  if (!finding.fix) return undefined;
  const places = new SourcePlaces(view, model);
  const edits = fixEdits(finding.fix, {
    text: view.text,
    model,
    layerOf: (node) => places.layerOf(node),
    callOf: (node) => places.callOf(node),
    syntaxOf,
  });
  return edits && { ...quickFix(view, finding.fix.title, edits), isPreferred: true };
}

function ignoreOf(view: PythonView, { finding, span }: PlacedFinding): CodeAction | undefined {
  const edit = ignoreEdit(view.text, span.offset + span.length, finding.rule);
  return edit && quickFix(view, `Ignore ${finding.rule} here`, [edit]);
}

function quickFix({ uri, lines }: PythonView, title: string, edits: readonly SourceEdit[]): CodeAction {
  const changes = edits.map(({ span, text }): TextEdit => ({
    range: lines.range(span.offset, span.length),
    newText: text,
  }));
  return { title, kind: CodeActionKind.QuickFix, edit: { changes: { [uri]: changes } } };
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.code === b.code && a.message === b.message && touches(a.range, b.range);
}
