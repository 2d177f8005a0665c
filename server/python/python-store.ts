// Keeps what is known of each Python document; it must not trace before the workspace is trusted, nor make typing wait.
import { type PythonSyntax } from "../../core/python/syntax.ts";
import { type Settings } from "../../protocol/settings.ts";
import { type PythonParser } from "./python-parser.ts";
import { type PythonView, pythonView } from "./python-view.ts";
import { type TracedFile } from "./traced-file.ts";

/** A Python text that the editor holds. */
export interface PythonText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

export interface StoreParts {
  readonly parser: () => Promise<PythonParser>;
  /** Runs the text; the result says itself what failed. Rejects only when it is stopped. */
  readonly trace: (text: PythonText, settings: Settings, signal: AbortSignal) => Promise<TracedFile>;
  /** A result came in: what the editor shows is to be fetched anew. */
  readonly changed: (uri: string) => void;
}

interface Work {
  readonly version: number;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

interface Entry {
  syntax?: { readonly version: number; readonly value: PythonSyntax };
  /** The last trace that gave models, and the last of all. */
  good?: TracedFile;
  latest?: TracedFile;
  work?: Work;
}

// Long enough that a word is typed in one go, short enough to feel at once.
const settleMs = 60;

export class PythonStore {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly parts: StoreParts) {}

  /** What is known now; a trace of this version is started when there is none. `canTrace`: trusted, and not set off. */
  async view(document: PythonText, settings: Settings, canTrace: boolean): Promise<PythonView> {
    const entry = this.entryOf(document.uri);
    const syntax = await this.syntax(entry, document);
    if (canTrace) this.start(entry, document, settings);
    const { good, latest } = entry;
    const trace = canTrace ? { ...(good && { good }), ...(latest && { latest }) } : {};
    return pythonView({ ...document, syntax, canTrace, isTracing: entry.work !== undefined, ...trace });
  }

  /** As `view`, but waits for the trace under way where nothing was ever traced: the first hover has something to show. */
  async firstView(document: PythonText, settings: Settings, canTrace: boolean): Promise<PythonView> {
    const view = await this.view(document, settings, canTrace);
    const { work, good } = this.entryOf(document.uri);
    if (!work || good) return view;
    await work.done;
    return this.view(document, settings, canTrace);
  }

  /** Settings, trust or another file changed: the next question traces anew. */
  outdate(): void {
    for (const entry of this.entries.values()) {
      entry.work?.stop.abort();
      delete entry.work;
      if (entry.latest) entry.latest = { ...entry.latest, version: -1 };
    }
  }

  forget(uri: string): void {
    this.entries.get(uri)?.work?.stop.abort();
    this.entries.delete(uri);
  }

  private entryOf(uri: string): Entry {
    const known = this.entries.get(uri);
    if (known) return known;
    const entry: Entry = {};
    this.entries.set(uri, entry);
    return entry;
  }

  private async syntax(entry: Entry, { version, text }: PythonText): Promise<PythonSyntax> {
    if (entry.syntax?.version === version) return entry.syntax.value;
    const parser = await this.parts.parser();
    const value = parser.parse(text);
    entry.syntax = { version, value };
    return value;
  }

  private start(entry: Entry, document: PythonText, settings: Settings): void {
    const { version, uri } = document;
    if (entry.latest?.version === version || entry.work?.version === version) return;
    entry.work?.stop.abort();
    const stop = new AbortController();
    const run = async () => {
      try {
        // The first result is wanted at once; later ones when the typing pauses.
        if (entry.latest) await pause(settleMs, stop.signal);
        const traced = await this.parts.trace(document, settings, stop.signal);
        if (stop.signal.aborted) return;
        entry.latest = traced;
        if (!traced.failure || !entry.good) entry.good = traced;
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      } finally {
        if (entry.work === work) delete entry.work;
      }
      this.parts.changed(uri);
    };
    const work: Work = { version, stop, done: run() };
    // A failure of ours shows at whoever waits; with nobody waiting it must not end the process.
    work.done.catch(() => undefined);
    entry.work = work;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
