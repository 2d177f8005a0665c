// What the server can do, and what it does when documents, files or settings change; it must not answer requests.
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { modelScheme } from "../../protocol/requests.ts";
import { type PythonFacts } from "../python/python-documents.ts";
import { modelUri } from "../model-uri.ts";
import { type ClientFacts, tolerated } from "../session.ts";
import { type Feature } from "./feature.ts";

export const lifecycle: Feature = (session) => {
  const { connection, documents } = session;
  connection.onInitialize((params) => {
    session.client = clientFacts(params);
    session.python.facts = pythonFacts(params.initializationOptions);
    session.devices.choose((params.initializationOptions as { targets?: unknown } | undefined)?.targets);
    return { capabilities, serverInfo: { name: "edgewise" } };
  });
  connection.onInitialized(async () => {
    // Their problems are told of whether or not a model is open.
    for (const it of session.client.roots) session.devices.projects.inFolder(URI.parse(it).fsPath);
    if (!session.client.canRegisterSettings) return;
    const { type } = DidChangeConfigurationNotification;
    await connection.client.register(type, { section: "edgewise" }).catch(() => undefined);
  });
  connection.onDidChangeConfiguration(async ({ settings }: { settings?: { edgewise?: unknown } | null }) => {
    session.forgetSettings(settings?.edgewise);
    session.python.outdate();
    await session.refresh();
  });
  connection.onNotification("edgewise/pythonFacts", async (facts: unknown) => {
    session.python.facts = pythonFacts(facts);
    session.python.outdate();
    await session.refresh();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    if (changes.some(({ uri }) => uri.endsWith(".json"))) session.devices.projects.forget();
    // Of what is open the editor's text counts, and that has been told of.
    const isNews = ({ uri }: { uri: string }) => uri.endsWith(".py") && !documents.get(uri);
    if (changes.some(isNews)) session.python.outdate();
    else if (changes.every(({ uri }) => uri.endsWith(".py"))) return;
    for (const { uri } of changes) {
      if (uri.endsWith(".py") || uri.endsWith(".json")) continue;
      const file = URI.parse(uri);
      session.store.forget(file.scheme === "file" ? file.fsPath : uri);
      if (!session.client.refreshes.has("textDocumentContent")) continue;
      await tolerated(connection.workspace.textDocumentContent.refresh(modelUri(file).toString()));
    }
    await session.refresh();
  });
  documents.onDidOpen(({ document }) => session.python.warm(document));
  documents.onDidChangeContent(({ document }) => void session.python.edited(document));
  connection.onShutdown(() => {
    session.devices.dispose();
    return session.python.dispose();
  });
  documents.onDidClose(({ document }) => session.forget(document.uri));
  documents.listen(connection);
};

function pythonFacts(given: unknown): PythonFacts {
  const { isTrusted, interpreter } = (given ?? {}) as { isTrusted?: unknown; interpreter?: unknown };
  return { isTrusted: isTrusted === true, ...(typeof interpreter === "string" && { interpreter }) };
}

const capabilities: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  inlayHintProvider: { resolveProvider: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  codeLensProvider: { resolveProvider: false },
  diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false, identifier: "edgewise" },
  workspace: { textDocumentContent: { schemes: [modelScheme] } },
};

function clientFacts({
  capabilities: { workspace, textDocument },
  workspaceFolders,
  initializationOptions,
}: InitializeParams): ClientFacts {
  const options = (initializationOptions ?? {}) as { docs?: unknown; canReadFiles?: unknown };
  const refreshes = [
    ...(workspace?.inlayHint?.refreshSupport ? (["inlayHint"] as const) : []),
    ...(workspace?.codeLens?.refreshSupport ? (["codeLens"] as const) : []),
    ...(workspace?.diagnostics?.refreshSupport ? (["diagnostics"] as const) : []),
    ...(workspace?.textDocumentContent ? (["textDocumentContent"] as const) : []),
  ];
  return {
    hasConfiguration: workspace?.configuration === true,
    canRegisterSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasLinks: textDocument?.definition?.linkSupport === true,
    canReadFiles: options.canReadFiles === true,
    refreshes: new Set(refreshes),
    roots: (workspaceFolders ?? []).map((folder) => folder.uri),
    ...(typeof options.docs === "string" && { docs: options.docs }),
  };
}
