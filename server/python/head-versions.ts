// Traces the committed versions of documents, once each; it must not make anybody wait, nor run before trust is given.
import { type TraceJob } from "../../tracer/supervisor.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { type Analysis } from "../../core/metrics/analysis.ts";
import { type HeadTotals } from "./head-change.ts";
import { textAtHead } from "./git-head.ts";
import { runTrace, type Tracer } from "./tracing.ts";

const none: HeadTotals = new Map();
const noAnalyses: HeadAnalyses = new Map();
// A commit is noticed so much later; each look starts a process.
const lookAgainMs = 15_000;

/** The committed version's models, by the name of the class or function that makes them. */
export type HeadAnalyses = ReadonlyMap<string, Analysis>;

interface Head {
  lookedAt: number;
  /** Undefined while it is not known, and where the file is in no commit. */
  text?: string;
  /** Of which text the totals are. */
  traced?: string;
  totals: HeadTotals;
  analyses?: HeadAnalyses;
}

export interface HeadParts {
  readonly tracer: () => Tracer;
  readonly changed: () => void;
  /** The committed text of a file. */
  readonly textAtHead?: (path: string) => Promise<string | undefined>;
  readonly now?: () => number;
}

export class HeadVersions {
  private readonly heads = new Map<string, Head>();

  constructor(private readonly parts: HeadParts) {}

  /** What is known, without a look. */
  known(path: string): HeadTotals {
    return this.heads.get(path)?.totals ?? none;
  }

  /** Of what `known` has the totals of. */
  analyses(path: string): HeadAnalyses {
    return this.heads.get(path)?.analyses ?? noAnalyses;
  }

  /** Starts to find them out where they are not known. A file that is as it was committed is not run for it. */
  totals(file: { readonly path: string; readonly text: string }, job: () => TraceJob): HeadTotals {
    const { path, text } = file;
    const head = this.heads.get(path) ?? { lookedAt: -Infinity, totals: none };
    this.heads.set(path, head);
    const now = (this.parts.now ?? Date.now)();
    if (now - head.lookedAt > lookAgainMs) {
      head.lookedAt = now;
      // Without an answer there is no comparison, and that is all.
      void this.look(path, head).catch(() => undefined);
    } else if (head.text !== undefined && head.text !== head.traced && head.text !== text) {
      head.traced = head.text;
      void this.trace(path, head, job()).catch(() => undefined);
    }
    return head.totals;
  }

  /** After a change of settings, or of other files. */
  forget(): void {
    this.heads.clear();
  }

  private async look(path: string, head: Head): Promise<void> {
    const text = await (this.parts.textAtHead ?? textAtHead)(path);
    if (text === head.text) return;
    if (text === undefined) delete head.text;
    else head.text = text;
    head.totals = none;
    delete head.analyses;
    delete head.traced;
    this.parts.changed();
  }

  private async trace(path: string, head: Head, job: TraceJob): Promise<void> {
    if (head.text === undefined) return;
    const { text } = head;
    const overlays = new Map(job.overlays).set(path, text);
    const background = { ...job, key: `${job.key}#HEAD`, overlays, isBackground: true };
    const result = await runTrace(this.parts.tracer(), background);
    if (typeof result === "string" || head.text !== text) return;
    // A model that failed in the commit is nothing to compare with.
    const whole = result.trace.models.filter((it) => !it.error);
    if (whole.length === 0) return;
    const analyses = new Map(whole.map((it) => [it.entry.name, analyze(it.model)]));
    head.analyses = analyses;
    head.totals = new Map([...analyses].map(([name, it]) => [name, it.totals]));
    this.parts.changed();
  }
}
