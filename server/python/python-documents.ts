// The Python documents of one session: which may be run, with which packages, and what is known of them.
import { type CancellationToken } from "vscode-languageserver";
import { type TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { defaultSettings, type Settings } from "../../protocol/settings.ts";
import { type TraceJob } from "../../tracer/supervisor.ts";
import { assetsFolder } from "../assets.ts";
import { type Session } from "../session.ts";
import { type HeadTotals } from "./head-change.ts";
import { type HeadAnalyses, HeadVersions } from "./head-versions.ts";
import { type PickedInstance } from "./picked-instances.ts";
import { loadPythonParser, type PythonParser } from "./python-parser.ts";
import { PythonStore } from "./python-store.ts";
import { type PythonView } from "./python-view.ts";
import { searchPath } from "./search-path.ts";
import { requestFor, traceDocument, type Tracer } from "./tracing.ts";

export const pythonLanguage = "python";
const mentionsModels = /\b(?:torch|torchvision|timm|transformers|ultralytics|nn\.Module)\b/;

/** What the editor tells about Python, at the start and when it changes. */
export interface PythonFacts {
  /** Code of the workspace may be run. */
  readonly isTrusted: boolean;
  readonly interpreter?: string;
}

export class PythonDocuments {
  facts: PythonFacts = { isTrusted: false };
  private readonly store: PythonStore;
  private readonly heads: HeadVersions;
  private parser?: Promise<PythonParser>;
  private tracer?: Tracer;

  constructor(
    private readonly session: Session,
    private readonly createTracer: () => Tracer,
  ) {
    this.heads = new HeadVersions({
      tracer: () => this.sandbox(),
      changed: () => void session.refresh(),
    });
    this.store = new PythonStore({
      parser: () => this.syntaxParser(),
      trace: (document, settings, { signal, first }) => {
        const path = URI.parse(document.uri).fsPath;
        const { version, text } = document;
        const job = { ...this.jobFor(document.uri, settings, first), signal };
        return traceDocument(this.sandbox(), { path, version, text }, job);
      },
      changed: () => void session.refresh(),
    });
  }

  /** Undefined when the document is no Python. `first`: wait for a trace where there never was one. */
  async view(
    uri: string,
    token: CancellationToken,
    first: "wait" | "at once" = "at once",
  ): Promise<PythonView | undefined> {
    const document = this.session.documents.get(uri);
    if (document?.languageId !== pythonLanguage) return undefined;
    const settings = await this.session.settingsFor(uri);
    const canTrace = this.mayTrace(document, settings);
    const text = { uri, version: document.version, text: document.getText() };
    const view =
      first === "wait"
        ? await this.store.firstView(text, settings, canTrace)
        : await this.store.view(text, settings, canTrace);
    if (token.isCancellationRequested || this.session.documents.get(uri)?.version !== view.version)
      throw this.session.outdated(token);
    return view;
  }

  /** Totals of the committed version; empty until they are known, and where it is not committed. */
  headTotals({ uri, text, isUpdating }: PythonView, settings: Settings): HeadTotals {
    const document = this.session.documents.get(uri);
    if (!document || !this.mayTrace(document, settings)) return new Map();
    const path = URI.parse(uri).fsPath;
    // What is on screen comes first.
    return isUpdating
      ? this.heads.known(path)
      : this.heads.totals({ path, text }, () => this.jobFor(uri, settings));
  }

  /** Reads syntax; nothing is run. */
  syntaxParser(): Promise<PythonParser> {
    return (this.parser ??= loadPythonParser(assetsFolder));
  }

  /** The committed version's models, as far as `headTotals` has found them. */
  headAnalyses({ uri }: PythonView): HeadAnalyses {
    return this.heads.analyses(URI.parse(uri).fsPath);
  }

  /** The job for a document, with the unsaved texts of all others. */
  jobFor(uri: string, settings: Settings, first?: readonly string[]): TraceJob {
    const workspace = this.session.client.roots.map((it) => URI.parse(it).fsPath);
    const { interpreter } = this.facts;
    const packages = searchPath({
      roots: workspace,
      configured: settings.pythonSearchPath,
      environment: process.env,
      ...(interpreter !== undefined && { interpreter }),
    });
    const input = settings.pythonInput;
    const choices = { workspace, searchPath: packages, input, ...(first && { first }) };
    return { key: uri, request: requestFor(URI.parse(uri).fsPath, choices), overlays: this.overlays() };
  }

  outdate(): void {
    this.heads.forget();
    this.store.outdate();
  }

  /** A new text: it is run before anybody asks, for editors take their time to ask. */
  async edited({ uri, languageId }: TextDocument): Promise<void> {
    if (languageId !== pythonLanguage) return;
    const settings = await this.session.settingsFor(uri);
    const document = this.session.documents.get(uri);
    if (!document || !this.mayTrace(document, settings)) return;
    const text = { uri, version: document.version, text: document.getText() };
    // Whoever asks for a view is told what went wrong.
    await this.store.view(text, settings, true).catch(() => undefined);
  }

  pick(uri: string, className: string, instance: PickedInstance | undefined): void {
    this.store.pick(uri, className, instance);
    void this.session.refresh();
  }

  /** Runs everything again, as if nothing were known. */
  retrace(): void {
    this.outdate();
    void this.session.refresh();
  }

  /** Starts the sandbox ahead of the first question, where it may run. */
  warm(document: TextDocument): void {
    if (this.mayTrace(document, defaultSettings)) this.sandbox().warm();
  }

  /** Ends the sandbox's processes. */
  async dispose(): Promise<void> {
    await this.tracer?.dispose();
  }

  forget(uri: string): void {
    this.store.forget(uri);
  }

  private mayTrace(document: TextDocument, { tracePython }: Settings): boolean {
    const { languageId, uri } = document;
    const isSource = languageId === pythonLanguage && URI.parse(uri).scheme === "file";
    // Most Python has nothing to do with models: for it no process is started.
    return this.facts.isTrusted && tracePython && isSource && mentionsModels.test(document.getText());
  }

  private sandbox(): Tracer {
    return (this.tracer ??= this.createTracer());
  }

  private overlays(): ReadonlyMap<string, string> {
    const isOpen = ({ languageId, uri }: TextDocument) =>
      languageId === pythonLanguage && URI.parse(uri).scheme === "file";
    return new Map(
      this.session.documents
        .all()
        .filter(isOpen)
        .map((it) => [URI.parse(it.uri).fsPath, it.getText()]),
    );
  }
}
