// The runs of one text: first the models that are looked at, and the others when the typing pauses. It must not keep results.
export interface TextRunParts {
  readonly version: number;
  /** How long the text has to hold still before it is run. */
  readonly settleMs: number;
  /** Runs the models that are wanted first, or all; tells whether some were left out for want of time. */
  readonly run: (which: "first" | "all", signal: AbortSignal) => Promise<"whole" | "partial">;
  /** There are new results. */
  readonly changed: () => void;
}

// The models that nobody looks at can wait until the typing pauses.
const pauseMs = 400;

export class TextRun {
  /** The first results are there. */
  hasNumbers = false;
  isOver = false;
  /** Resolves with the first results, or when it is stopped. Rejects with a failure of ours. */
  readonly done: Promise<void>;
  private readonly stopper = new AbortController();

  constructor(private readonly parts: TextRunParts) {
    this.done = this.start();
    // A failure shows at whoever waits; with nobody waiting it must not end the process.
    this.done.catch(() => undefined);
  }

  get version(): number {
    return this.parts.version;
  }

  stop(): void {
    this.isOver = true;
    this.stopper.abort();
  }

  private async start(): Promise<void> {
    if (this.parts.settleMs > 0) await pause(this.parts.settleMs, this.stopper.signal);
    const extent = await this.run("first");
    this.hasNumbers = true;
    if (extent === "partial") void this.runOthers();
    else this.isOver = true;
    if (extent) this.parts.changed();
  }

  private async runOthers(): Promise<void> {
    await pause(pauseMs, this.stopper.signal);
    const extent = await this.run("all").catch(() => "whole" as const);
    this.isOver = true;
    if (extent) this.parts.changed();
  }

  /** Undefined when it was stopped. */
  private async run(which: "first" | "all"): Promise<"whole" | "partial" | undefined> {
    const { signal } = this.stopper;
    if (signal.aborted) return undefined;
    try {
      const extent = await this.parts.run(which, signal);
      return signal.aborted ? undefined : extent;
    } catch (error) {
      if (signal.aborted) return undefined;
      this.isOver = true;
      throw error;
    }
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
