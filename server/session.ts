// One editor's session: its documents, settings and views; it must not know what the single requests answer.
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { type Result } from "../core/graph/problem.ts";
import { type ClientRequests, modelScheme, onnxTextLanguage } from "../protocol/requests.ts";
import { defaultSettings, type Settings, settingsFrom } from "../protocol/settings.ts";
import { Devices } from "./devices/devices.ts";
import { Cancelled, type FileView, ModelStore } from "./model-store.ts";
import { fileOfModelUri } from "./model-uri.ts";
import { type ModelView } from "./model-view.ts";
import { isCheckpoint } from "./open-checkpoint.ts";
import { PythonDocuments, pythonLanguage } from "./python/python-documents.ts";
import { type Tracer } from "./python/tracing.ts";
import { bestMatch, type ModelMatch, type SourceModel } from "./weights/model-match.ts";
import { type WeightsView } from "./weights/weights-view.ts";

/** What the client can do and where things are; known after `initialize`. */
export interface ClientFacts {
  /** Can be asked for settings. */
  readonly hasConfiguration: boolean;
  /** Tells of changed settings only when asked to. */
  readonly canRegisterSettings: boolean;
  readonly hasLinks: boolean;
  readonly canReadFiles: boolean;
  /** What it can be asked to fetch anew. */
  readonly refreshes: ReadonlySet<"inlayHint" | "codeLens" | "diagnostics" | "textDocumentContent">;
  readonly roots: readonly string[];
  /** URI of the folder with the documentation pages. */
  readonly docs?: string;
}

export class Session {
  readonly documents = new TextDocuments(TextDocument);
  readonly store = new ModelStore();
  readonly python: PythonDocuments;
  readonly devices: Devices;
  client: ClientFacts = {
    hasConfiguration: false,
    canRegisterSettings: false,
    hasLinks: false,
    canReadFiles: false,
    refreshes: new Set(),
    roots: [],
  };
  private readonly settings = new Map<string, Promise<Settings>>();
  private sentSettings = defaultSettings;
  /** States in which files were sent that only the editor can read. */
  private readonly fileStamps = new Map<string, string>();

  constructor(
    readonly connection: Connection,
    createTracer: () => Tracer,
  ) {
    this.python = new PythonDocuments(this, createTracer);
    this.devices = new Devices({
      settingsFor: (uri) => this.settingsFor(uri),
      changed: () => void this.refresh(),
      tellProblems: (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }),
      failed: (error) => this.log(error),
    });
  }

  /** The model shown in a document; undefined when it is no model, a failure when it can't be read. */
  async view(uri: string, token: CancellationToken): Promise<Result<ModelView> | undefined> {
    const shown = await this.shown(uri, token);
    return shown?.ok && shown.value.kind !== "model" ? undefined : (shown as Result<ModelView> | undefined);
  }

  /** The file of weights shown in a document; undefined when it is anything else. */
  async weights(uri: string, token: CancellationToken): Promise<WeightsView | undefined> {
    const document = URI.parse(uri);
    if (document.scheme !== modelScheme || !isCheckpoint(fileOfModelUri(document).path)) return undefined;
    const shown = await this.shown(uri, token);
    return shown?.ok && shown.value.kind === "weights" ? shown.value : undefined;
  }

  /** The model in an open Python document that a file of weights belongs to, when most names agree. */
  async matchFor(view: WeightsView, token: CancellationToken): Promise<ModelMatch | undefined> {
    const models: SourceModel[] = [];
    for (const { uri, languageId } of this.documents.all()) {
      if (languageId !== pythonLanguage) continue;
      // An edit in that document is no reason to refuse an answer about this one.
      const python = await this.python.view(uri, token).catch(() => undefined);
      if (token.isCancellationRequested) throw new Cancelled();
      const file = URI.parse(uri).path.split("/").pop() ?? "";
      models.push(...(python?.models ?? []).map(({ traced }) => ({ traced, file })));
    }
    return bestMatch(view, models);
  }

  private async shown(uri: string, token: CancellationToken): Promise<Result<FileView> | undefined> {
    const settings = await this.settingsFor(uri);
    const { scheme } = URI.parse(uri);
    if (scheme === modelScheme) {
      const view = await this.viewOfFile(fileOfModelUri(URI.parse(uri)), settings, token);
      // The file changed, and the editor has yet to fetch its new text: places in it would be wrong.
      const shown = this.documents.get(uri)?.getText();
      if (view.ok && shown !== undefined && !isSameText(shown, view.value.text)) throw contentModified();
      return view;
    }
    const document = this.documents.get(uri);
    if (document?.languageId !== onnxTextLanguage) return undefined;
    const { version } = document;
    const isStale = () => this.documents.get(uri)?.version !== version;
    const stop = {
      get isCancellationRequested() {
        return token.isCancellationRequested || isStale();
      },
    };
    try {
      const view = await this.store.ofText({ uri, version, text: document.getText() }, settings, stop);
      return { ok: true, value: view };
    } catch (error) {
      // An edit came in while this was worked out: what was found is about another text.
      if (error instanceof Cancelled && isStale()) throw contentModified();
      throw error;
    }
  }

  /** The model or the weights in a file, open in the editor or not. */
  async viewOfFile(file: URI, settings: Settings, token: CancellationToken): Promise<Result<FileView>> {
    if (file.scheme === "file") return this.store.ofFile(file.fsPath, settings, token);
    const uri = file.toString();
    if (!this.client.canReadFiles) return unreadable(`${uri} can't be read by this editor.`);
    // A file that is as it was is not sent again: it can have a hundred megabytes.
    const stamp = this.fileStamps.get(uri);
    const known = stamp === undefined ? undefined : this.store.known(uri, stamp, settings);
    const params: ClientRequests["edgewise/readFile"]["params"] = {
      uri,
      ...(known && stamp !== undefined && { known: stamp }),
    };
    const answer: ClientRequests["edgewise/readFile"]["result"] = await this.connection.sendRequest(
      "edgewise/readFile",
      params,
      token,
    );
    if ("error" in answer) return unreadable(answer.error);
    if ("isUnchanged" in answer) {
      if (known) return { ok: true, value: known };
      return unreadable(`${uri} was not sent by this editor.`);
    }
    this.fileStamps.set(uri, answer.stamp);
    const bytes = Buffer.from(answer.base64, "base64");
    return this.store.ofBytes({ uri, stamp: answer.stamp, bytes }, settings, token);
  }

  settingsFor(uri: string): Promise<Settings> {
    const known = this.settings.get(uri);
    if (known) return known;
    const asked = this.askSettings(uri);
    this.settings.set(uri, asked);
    return asked;
  }

  /** After a change. Editors that can't be asked send their settings along. */
  forgetSettings(sent: unknown): void {
    this.settings.clear();
    this.sentSettings = settingsFrom(sent);
  }

  /** A document was closed. */
  forget(uri: string): void {
    this.settings.delete(uri);
    this.store.forget(uri);
    this.python.forget(uri);
    this.devices.forget(uri);
  }

  /** Asks the editor to fetch anew what it shows. */
  async refresh(): Promise<void> {
    const { languages } = this.connection;
    const { refreshes } = this.client;
    await Promise.all([
      this.connection.sendNotification("edgewise/changed"),
      refreshes.has("inlayHint") && tolerated(languages.inlayHint.refresh()),
      refreshes.has("diagnostics") && tolerated(languages.diagnostics.refresh()),
      refreshes.has("codeLens") && tolerated(this.connection.sendRequest(CodeLensRefreshRequest.type)),
    ]);
  }

  /** What to throw when an answer would be about an older text, or nobody waits for it. */
  outdated(token: CancellationToken): Error {
    return token.isCancellationRequested ? new Cancelled() : contentModified();
  }

  /** Runs a handler: cancellation and edits become the answers that LSP has for them. */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
      if (error instanceof ResponseError) throw error;
      // Whatever else is thrown is our bug: logged once, here.
      this.log(error);
      throw error;
    }
  }

  private log(error: unknown): void {
    this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  private async askSettings(scopeUri: string): Promise<Settings> {
    if (!this.client.hasConfiguration) return this.sentSettings;
    try {
      const given: unknown = await this.connection.workspace.getConfiguration({
        scopeUri,
        section: "edgewise",
      });
      return settingsFrom(given);
    } catch (error) {
      // The next request asks again.
      this.settings.delete(scopeUri);
      this.connection.console.warn(`The editor gave no settings: ${String(error)}`);
      return defaultSettings;
    }
  }
}

/** An editor that is closing refuses, and that is no error of ours. */
export async function tolerated(asked: Promise<void>): Promise<void> {
  await asked.catch(() => undefined);
}

/** Editors may end lines in their own way; places in the text stay the same. */
function isSameText(a: string, b: string): boolean {
  return a === b || a.replace(/\r\n?/g, "\n") === b.replace(/\r\n?/g, "\n");
}

function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, "The document changed.");
}

function unreadable(message: string): Result<ModelView> {
  return { ok: false, error: { code: "unreadable", severity: "error", message } };
}
