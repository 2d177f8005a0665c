// One editor's session: its documents, settings and views; it must not know what the single requests answer.
import {
  type CancellationToken,
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
import { Cancelled, ModelStore } from "./model-store.ts";
import { fileOfModelUri } from "./model-uri.ts";
import { type ModelView } from "./model-view.ts";

/** What the client can do and where things are; known after `initialize`. */
export interface ClientFacts {
  readonly hasConfiguration: boolean;
  readonly canRefresh: boolean;
  readonly canReadFiles: boolean;
  readonly roots: readonly string[];
  /** URI of the folder with the documentation pages. */
  readonly docs?: string;
}

export class Session {
  readonly documents = new TextDocuments(TextDocument);
  readonly store = new ModelStore();
  client: ClientFacts = { hasConfiguration: false, canRefresh: false, canReadFiles: false, roots: [] };
  private readonly settings = new Map<string, Promise<Settings>>();

  constructor(readonly connection: Connection) {}

  /** The model shown in a document; undefined when it is no model, a failure when it can't be read. */
  async view(uri: string, token: CancellationToken): Promise<Result<ModelView> | undefined> {
    const settings = await this.settingsFor(uri);
    const { scheme } = URI.parse(uri);
    if (scheme === modelScheme) return this.viewOfFile(fileOfModelUri(URI.parse(uri)), settings, token);
    const document = this.documents.get(uri);
    if (document?.languageId !== onnxTextLanguage) return undefined;
    const { version } = document;
    const stop = { isStale: () => this.documents.get(uri)?.version !== version };
    const view = await this.store.ofText({ uri, version, text: document.getText() }, settings, {
      get isCancellationRequested() {
        return token.isCancellationRequested || stop.isStale();
      },
    });
    // An edit came in while this was worked out: what was found is about another text.
    if (stop.isStale()) throw new ResponseError(LSPErrorCodes.ContentModified, "The document changed.");
    return { ok: true, value: view };
  }

  /** The model in a file, open in the editor or not. */
  async viewOfFile(file: URI, settings: Settings, token: CancellationToken): Promise<Result<ModelView>> {
    if (file.scheme === "file") return this.store.ofFile(file.fsPath, settings, token);
    const uri = file.toString();
    if (!this.client.canReadFiles) return unreadable(`${uri} can't be read by this editor.`);
    const params: ClientRequests["edgewise/readFile"]["params"] = { uri };
    const answer: ClientRequests["edgewise/readFile"]["result"] = await this.connection.sendRequest(
      "edgewise/readFile",
      params,
    );
    if ("error" in answer) return unreadable(answer.error);
    const bytes = Buffer.from(answer.base64, "base64");
    return { ok: true, value: await this.store.ofBytes(uri, bytes, { settings, stop: token }) };
  }

  settingsFor(uri: string): Promise<Settings> {
    const known = this.settings.get(uri);
    if (known) return known;
    const asked = this.askSettings(uri);
    this.settings.set(uri, asked);
    return asked;
  }

  forgetSettings(): void {
    this.settings.clear();
  }

  /** Runs a handler: cancellation and edits become the answers that LSP has for them. */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Cancelled) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
      if (error instanceof ResponseError) throw error;
      // Whatever else is thrown is our bug: logged once, here.
      this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      throw error;
    }
  }

  private async askSettings(scopeUri: string): Promise<Settings> {
    if (!this.client.hasConfiguration) return defaultSettings;
    return settingsFrom(await this.connection.workspace.getConfiguration({ scopeUri, section: "edgewise" }));
  }
}

function unreadable(message: string): Result<ModelView> {
  return { ok: false, error: { code: "unreadable", severity: "error", message } };
}
