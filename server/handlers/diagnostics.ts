// Problems of open models (pull diagnostics); it must not find them, only place them.
import { DiagnosticSeverity, DocumentDiagnosticReportKind } from "vscode-languageserver";
import { pythonDiagnostics } from "../python/diagnostics.ts";
import { toDiagnostic } from "../to-lsp.ts";
import { type Feature } from "./feature.ts";

const start = { line: 0, character: 0 };

export const diagnostics: Feature = (session) => {
  session.connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
    session.answer(async () => {
      const python = await session.python.view(uri, token);
      const view = python ? undefined : await session.view(uri, token);
      const items = python
        ? pythonDiagnostics(python, session.client.docs)
        : !view
          ? []
          : view.ok
            ? view.value.problems.map((it) => toDiagnostic(view.value, it, session.client.docs))
            : [
                {
                  range: { start, end: start },
                  severity: DiagnosticSeverity.Error,
                  message: view.error.message,
                  code: view.error.code,
                  source: "edgewise",
                },
              ];
      return { kind: DocumentDiagnosticReportKind.Full, items };
    }),
  );
};
