// What the server can do, and what it does when documents, files or settings change; it must not answer requests.
import {
  DidChangeConfigurationNotification,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { modelScheme } from "../../protocol/requests.ts";
import { modelUri } from "../model-uri.ts";
import { type ClientFacts, type Session } from "../session.ts";
import { type Feature } from "./feature.ts";

export const lifecycle: Feature = (session) => {
  const { connection, documents } = session;
  connection.onInitialize((params) => {
    session.client = clientFacts(params);
    return { capabilities, serverInfo: { name: "edgewise" } };
  });
  connection.onInitialized(async () => {
    if (!session.client.hasConfiguration) return;
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "edgewise" });
  });
  connection.onDidChangeConfiguration(async () => {
    session.forgetSettings();
    await refresh(session);
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) {
      const file = URI.parse(uri);
      session.store.forget(file.scheme === "file" ? file.fsPath : uri);
      await connection.workspace.textDocumentContent.refresh(modelUri(file).toString());
    }
    await refresh(session);
  });
  documents.onDidClose(({ document }) => session.store.forget(document.uri));
  documents.listen(connection);
};

const capabilities: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  inlayHintProvider: { resolveProvider: true },
  codeLensProvider: { resolveProvider: false },
  diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false, identifier: "edgewise" },
  workspace: { textDocumentContent: { schemes: [modelScheme] } },
};

function clientFacts({
  capabilities: it,
  workspaceFolders,
  initializationOptions,
}: InitializeParams): ClientFacts {
  const options = (initializationOptions ?? {}) as { docs?: unknown; canReadFiles?: unknown };
  return {
    hasConfiguration: it.workspace?.configuration === true,
    canRefresh: it.workspace?.inlayHint?.refreshSupport === true,
    canReadFiles: options.canReadFiles === true,
    roots: (workspaceFolders ?? []).map((folder) => folder.uri),
    ...(typeof options.docs === "string" && { docs: options.docs }),
  };
}

async function refresh({ connection, client }: Session): Promise<void> {
  if (!client.canRefresh) return;
  const { languages } = connection;
  await Promise.all([languages.inlayHint.refresh(), languages.diagnostics.refresh()]);
  connection.sendRequest("workspace/codeLens/refresh").catch(() => undefined);
}
