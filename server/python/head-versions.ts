// Traces the committed versions of documents, once each; it must not make anybody wait, nor run before trust is given.
import { type TraceJob } from "../../tracer/supervisor.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { type HeadTotals } from "./head-change.ts";
import { textAtHead } from "./git-head.ts";
import { runTrace, type Tracer } from "./tracing.ts";

const none: HeadTotals = new Map();

export class HeadVersions {
  private readonly known = new Map<string, HeadTotals>();

  constructor(
    private readonly tracer: () => Tracer,
    private readonly changed: () => void,
  ) {}

  /** Starts to find them out where they are not known. */
  totals(path: string, job: TraceJob): HeadTotals {
    const known = this.known.get(path);
    if (known) return known;
    this.known.set(path, none);
    const found = (totals: HeadTotals) => {
      if (totals.size === 0 || this.known.get(path) !== none) return;
      this.known.set(path, totals);
      this.changed();
    };
    // Without an answer there is no comparison, and that is all.
    void this.find(path, job).then(found, () => undefined);
    return none;
  }

  /** After a commit, or a change of settings. */
  forget(): void {
    this.known.clear();
  }

  private async find(path: string, job: TraceJob): Promise<HeadTotals> {
    const text = await textAtHead(path);
    if (text === undefined) return none;
    const overlays = new Map(job.overlays).set(path, text);
    const result = await runTrace(this.tracer(), { ...job, key: `${job.key}#HEAD`, overlays });
    if (typeof result === "string") return none;
    // A model that failed in the commit is nothing to compare with.
    const whole = result.trace.models.filter((it) => !it.error);
    return new Map(whole.map((it) => [it.entry.name, analyze(it.model).totals]));
  }
}
