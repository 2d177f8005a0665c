// Problems of open models (pull diagnostics); it must not find them, only place them.
import {
  type CancellationToken,
  type Diagnostic,
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import { modelFindings } from "../devices/model-findings.ts";
import { evaluationOf, evaluationsOf } from "../devices/session-evaluations.ts";
import { sourceFindings } from "../devices/source-findings.ts";
import { pythonDiagnostics } from "../python/diagnostics.ts";
import { toDiagnostic } from "../to-lsp.ts";
import { type Session } from "../session.ts";
import { weightsDiagnostics } from "../weights/diagnostics.ts";
import { matchFindings } from "../weights/model-match.ts";
import { type Feature } from "./feature.ts";

const start = { line: 0, character: 0 };

export const diagnostics: Feature = (session) => {
  session.connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
    session.answer(async () => {
      const items = await itemsFor(session, uri, token);
      return { kind: DocumentDiagnosticReportKind.Full, items };
    }),
  );
};

async function itemsFor(session: Session, uri: string, token: CancellationToken): Promise<Diagnostic[]> {
  const { docs } = session.client;
  const python = await session.python.view(uri, token);
  if (python) {
    const found = sourceFindings(python, await evaluationsOf(session, python, token), docs);
    return [...pythonDiagnostics(python, docs), ...found.map((it) => it.diagnostic)];
  }
  const weights = await session.weights(uri, token);
  if (weights) {
    const match = await session.matchFor(weights, token);
    return weightsDiagnostics(weights, match ? matchFindings(match) : [], docs);
  }
  const view = await session.view(uri, token);
  if (!view) return [];
  if (view.ok) {
    const evaluation = await evaluationOf(session, view.value, { uri, token });
    return [
      ...view.value.problems.map((it) => toDiagnostic(view.value, it, docs)),
      ...modelFindings(view.value, evaluation, { uri, docs }),
    ];
  }
  const { code, message, offset } = view.error;
  const place = offset === undefined ? "" : ` (byte ${offset} of the file)`;
  const range = { start, end: start };
  const severity = DiagnosticSeverity.Error;
  return [{ range, severity, message: message + place, code, source: "edgewise" }];
}
