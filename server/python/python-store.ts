// Keeps what is known of each Python document; it must not trace before the workspace is trusted, nor make typing wait.
import { replacementBetween } from "../../core/python/shift.ts";
import { type PythonSyntax } from "../../core/python/syntax.ts";
import { type Settings } from "../../protocol/settings.ts";
import { mergeModels } from "./merge-models.ts";
import { modelsOfInterest } from "./models-of-interest.ts";
import { type PickedInstance, type Picks } from "./picked-instances.ts";
import { type PythonParser } from "./python-parser.ts";
import { movedModels, type PythonView, pythonView } from "./python-view.ts";
import { TextRun } from "./text-run.ts";
import { type TracedFile, type TracedView } from "./traced-file.ts";

/** A Python text that the editor holds. */
export interface PythonText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

export interface StoreParts {
  readonly parser: () => Promise<Pick<PythonParser, "parse">>;
  /** Runs the text; the result says itself what failed. Rejects only when it is stopped. */
  readonly trace: (text: PythonText, settings: Settings, run: RunChoices) => Promise<TracedFile>;
  /** A result came in: what the editor shows is to be fetched anew. */
  readonly changed: (uri: string) => void;
}

export interface RunChoices {
  readonly signal: AbortSignal;
  /** Undefined: all models. Else those that are quickly there, these before others. */
  readonly first?: readonly string[];
}

interface Entry {
  syntax?: { readonly version: number; readonly value: PythonSyntax };
  /** The last good state of each model, each of the text that it names. */
  models: readonly TracedView[];
  latest?: TracedFile;
  run?: TextRun;
  picks: Picks;
}

// Long enough that what one key does is one text, short enough to feel at once.
const settleMs = 25;

export class PythonStore {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly parts: StoreParts) {}

  /** What is known now; a trace of this version is started when there is none. `canTrace`: trusted, and not set off. */
  async view(document: PythonText, settings: Settings, canTrace: boolean): Promise<PythonView> {
    const entry = this.entryOf(document.uri);
    const syntax = await this.syntax(entry, document);
    if (canTrace) this.start(entry, document, settings);
    const { models, picks, latest, run } = entry;
    return pythonView({
      ...document,
      syntax,
      canTrace,
      picks,
      isTracing: run !== undefined && !run.isOver && !run.hasNumbers,
      isUpdating: run !== undefined && !run.isOver,
      ...(canTrace ? { models, ...(latest && { latest }) } : { models: [] }),
    });
  }

  /** As `view`, but waits for the trace under way where nothing was ever traced: the first hover has something to show. */
  async firstView(document: PythonText, settings: Settings, canTrace: boolean): Promise<PythonView> {
    const view = await this.view(document, settings, canTrace);
    const { run, models } = this.entryOf(document.uri);
    if (!run || run.hasNumbers || models.length > 0) return view;
    await run.done;
    // Settings or trust may have come in between and started another run.
    return this.firstView(document, settings, canTrace);
  }

  /** Settings, trust or another file changed: the next question traces anew. */
  outdate(): void {
    for (const entry of this.entries.values()) {
      entry.run?.stop();
      delete entry.run;
      if (entry.latest) entry.latest = { ...entry.latest, version: -1 };
      entry.models = entry.models.map((it) => ({ ...it, source: { ...it.source, version: -1 } }));
    }
  }

  /** Which instance of a class is shown, as long as the document is open; undefined: all. */
  pick(uri: string, className: string, instance: PickedInstance | undefined): void {
    const entry = this.entryOf(uri);
    const picks = new Map(entry.picks);
    if (instance) picks.set(className, instance);
    else picks.delete(className);
    entry.picks = picks;
  }

  forget(uri: string): void {
    this.entries.get(uri)?.run?.stop();
    this.entries.delete(uri);
  }

  private entryOf(uri: string): Entry {
    const known = this.entries.get(uri);
    if (known) return known;
    const entry: Entry = { models: [], picks: new Map() };
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
    if (entry.latest?.version === version || entry.run?.version === version) return;
    entry.run?.stop();
    entry.run = new TextRun({
      version,
      // The first result is wanted at once.
      settleMs: entry.latest ? settleMs : 0,
      changed: () => this.parts.changed(uri),
      run: async (which, signal) => {
        const first = which === "first" ? { first: interest(entry, document) } : {};
        const traced = await this.parts.trace(document, settings, { signal, ...first });
        if (!signal.aborted) {
          entry.latest = traced;
          entry.models = mergeModels(entry.models, traced);
        }
        return traced.waiting.length > 0 ? "partial" : "whole";
      },
    });
  }
}

function interest({ models, latest, syntax }: Entry, { text }: PythonText): readonly string[] {
  if (!latest || !syntax) return [];
  return modelsOfInterest(movedModels(models, text), syntax.value, replacementBetween(latest.text, text));
}
