// Runs traces in a process of their own and stops those that take too long. It must not run anything else than
// dist/tracer/host.mjs, and nothing that comes back is more to it than text.
import { type Result } from "../core/graph/problem.ts";
import { type TraceRequest } from "../protocol/trace-request.ts";
import { type Frame } from "./frames.ts";
import { type Done, frameKinds, type Hello, type Job, type Layers } from "./messages.ts";
import { readOutcome, type TraceFailure } from "./outcome.ts";
import { flagSets, SandboxProcess } from "./sandbox-process.ts";

export type { TraceFailure } from "./outcome.ts";
export type { Layers } from "./messages.ts";

export interface TraceJob {
  /** A later job of the same key takes the place of an earlier one. */
  readonly key: string;
  readonly request: TraceRequest;
  /** Texts that take the place of files on disk, by path. */
  readonly overlays: ReadonlyMap<string, string>;
  readonly signal?: AbortSignal;
  /** Nobody waits for it: it runs when there is nothing else, and makes way when there is. */
  readonly isBackground?: boolean;
}

/**
 * The sandbox. It runs the user's Python: whoever calls `trace` has made sure that the workspace is trusted (in the
 * editor) or that the user said so (`--trust` on the command line).
 */
export interface TracePool {
  /** The driver's JSON text, not read yet: hostile, as far as anyone here knows. */
  trace(job: TraceJob): Promise<Result<string, TraceFailure>>;
  /** Starts the processes before they are needed. */
  warm(): void;
  /** Which protections are in force; `undefined` until a process has told. */
  layers(): Layers | undefined;
  /** Ends all processes, and resolves when they are gone. */
  dispose(): Promise<void>;
}

export interface TracePoolOptions {
  /** The folder dist/tracer. */
  readonly assets: string;
  readonly log: (message: string) => void;
}

export function createTracePool(options: TracePoolOptions): TracePool {
  return new Pool(options);
}

interface Waiting extends Pick<TraceJob, "key" | "request" | "overlays"> {
  readonly isBackground: boolean;
  readonly resolve: (result: Result<string, TraceFailure>) => void;
  isDone: boolean;
  /** It was given to a process that was gone by then. */
  wasLost?: boolean;
}

interface Running {
  readonly job: Waiting;
  readonly process: SandboxProcess;
  hasStarted: boolean;
  reply: string | undefined;
  timer: NodeJS.Timeout | undefined;
  killed: "timeout" | "memory" | "cancelled" | "unstarted" | undefined;
}

/** Between the interrupt, or the cancel, and the kill. */
const graceMs = 200;
/** A job that does not start by then is in a process that hangs. */
const startMs = 5000;
const memoryLimit = 1600 * 1024 * 1024;
const memoryPollMs = 100;
const heapLimit = 400 * 1024 * 1024;
const traceLimit = 200;
const idleMs = 10 * 60_000;
/** Starts that may fail in a row before the jobs that wait are told. */
const startLimit = 4;

class Pool implements TracePool {
  private active: SandboxProcess | undefined;
  private spare: SandboxProcess | undefined;
  private readonly processes = new Set<SandboxProcess>();
  private readonly queue: Waiting[] = [];
  private running: Running | undefined;
  private hello: Hello | undefined;
  private traceCount = 0;
  private failedStarts = 0;
  private flagSet = 0;
  private backOff: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private hasAnswered = false;
  private isDisposed = false;

  constructor(private readonly options: TracePoolOptions) {}

  trace({ signal, isBackground = false, ...what }: TraceJob): Promise<Result<string, TraceFailure>> {
    return new Promise((resolve) => {
      const job: Waiting = { ...what, isBackground, resolve, isDone: false };
      const { key } = job;
      if (this.isDisposed || signal?.aborted)
        return fail(job, "cancelled", "The trace is not wanted any more.");
      for (const it of this.queue.filter((waiting) => waiting.key === key)) this.cancel(it);
      if (this.running?.job.key === key) this.cancel(this.running.job);
      signal?.addEventListener("abort", () => this.cancel(job), { once: true });
      if (!isBackground) this.postponeBackground();
      this.enqueue(job);
      this.pump();
    });
  }

  /** Before all that run in the background, unless it does so itself. */
  private enqueue(job: Waiting): void {
    const at = job.isBackground ? -1 : this.queue.findIndex((it) => it.isBackground);
    this.queue.splice(at < 0 ? this.queue.length : at, 0, job);
  }

  /** What is interrupted here starts anew later: see `ended`. */
  private postponeBackground(): void {
    const { running } = this;
    if (!running?.job.isBackground || running.job.isDone) return;
    running.process.cancel();
    this.killAfter(running, graceMs, "cancelled");
  }

  warm(): void {
    if (!this.isDisposed) this.ensureProcesses();
  }

  layers(): Layers | undefined {
    return this.hello?.layers;
  }

  async dispose(): Promise<void> {
    this.isDisposed = true;
    for (const it of [...this.queue]) this.cancel(it);
    if (this.running) this.cancel(this.running.job);
    this.stopTimers();
    await this.endProcesses();
  }

  private async endProcesses(): Promise<void> {
    this.active = undefined;
    this.spare = undefined;
    const ending = [...this.processes];
    for (const it of ending) it.kill();
    await Promise.all(ending.map((it) => it.end));
  }

  private stopTimers(): void {
    clearTimeout(this.backOff);
    clearTimeout(this.idle);
    clearTimeout(this.running?.timer);
    this.backOff = undefined;
  }

  private cancel(job: Waiting): void {
    if (job.isDone) return;
    fail(job, "cancelled", "A newer request took its place.");
    const at = this.queue.indexOf(job);
    if (at >= 0) this.queue.splice(at, 1);
    const { running } = this;
    if (running?.job !== job) return;
    running.process.cancel();
    this.killAfter(running, graceMs, "cancelled");
  }

  private killAfter(running: Running, ms: number, why: NonNullable<Running["killed"]>): void {
    clearTimeout(running.timer);
    running.timer = setTimeout(() => {
      running.killed = why;
      running.process.kill();
    }, ms);
  }

  /** Starts the next job when there is a process for it. */
  private pump(): void {
    if (this.isDisposed) return;
    this.ensureProcesses();
    const process = this.active;
    if (this.running || !process?.isReady) return;
    const job = this.queue.shift();
    if (!job) return this.waitIdle();
    clearTimeout(this.idle);
    this.running = { job, process, hasStarted: false, reply: undefined, timer: undefined, killed: undefined };
    this.killAfter(this.running, startMs, "unstarted");
    process.start({ request: job.request, overlays: [...job.overlays] } satisfies Job);
    this.watchMemory(this.running);
  }

  private watchMemory(running: Running): void {
    const poll = setInterval(() => {
      if (this.running !== running) return clearInterval(poll);
      if ((running.process.residentBytes() ?? 0) <= memoryLimit) return;
      running.killed = "memory";
      running.process.kill();
    }, memoryPollMs);
  }

  private waitIdle(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.endProcesses(), idleMs);
    this.idle.unref();
  }

  private ensureProcesses(): void {
    if (this.backOff) return;
    if (!this.active) {
      this.active = this.spare ?? this.spawn();
      this.spare = undefined;
    }
    // A second start would slow the first one, and the trace that somebody waits for.
    if (this.hasAnswered && this.active.isReady && !this.spare && !this.running) this.spare = this.spawn();
  }

  private spawn(): SandboxProcess {
    const flags = flagSets()[this.flagSet] ?? [];
    const process: SandboxProcess = new SandboxProcess({
      assets: this.options.assets,
      flags,
      onReady: (hello) => {
        this.hello = hello;
        this.failedStarts = 0;
        this.options.log(
          `The sandbox is ready after ${Math.round(hello.bootMs)} ms${hello.isFromSnapshot ? "" : ", without its snapshot"}.`,
        );
        this.pump();
      },
      onFrame: (frame) => this.receive(process, frame),
      onExit: (reason, stderr) => {
        if (stderr !== "") this.options.log(`The sandbox said: ${stderr}`);
        this.exited(process, reason);
      },
    });
    this.processes.add(process);
    return process;
  }

  private receive(process: SandboxProcess, frame: Frame): void {
    const { running } = this;
    if (running?.process !== process || running.killed !== undefined) return;
    running.hasStarted = true;
    if (frame.kind === frameKinds.started && !running.job.isDone) {
      this.killAfter(running, running.job.request.limits.seconds * 1000 + graceMs, "timeout");
    } else if (frame.kind === frameKinds.reply) running.reply = frame.body.toString("utf8");
    else if (frame.kind === frameKinds.done)
      this.finish(running, JSON.parse(frame.body.toString("utf8")) as Done);
  }

  private finish(running: Running, done: Done): void {
    clearTimeout(running.timer);
    this.running = undefined;
    this.ended(running.job, readOutcome(done, running.reply, running.job.request.limits.seconds));
    if (done.outcome === "blocked")
      this.options.log(`Blocked in ${running.job.request.file}: ${done.detail}`);
    this.traceCount++;
    this.hasAnswered = true;
    const isOver = done.outcome !== "reply" && done.outcome !== "interrupted";
    if (isOver || this.traceCount >= traceLimit || !(done.heapBytes <= heapLimit))
      this.retire(running.process);
    this.pump();
  }

  /** A job that made way for another one waits again; nobody else cancels a job that is not done. */
  private ended(job: Waiting, result: Result<string, TraceFailure>): void {
    const hasMadeWay = job.isBackground && !job.isDone && !result.ok && result.error.kind === "cancelled";
    if (hasMadeWay && !this.isDisposed) this.enqueue(job);
    else settle(job, result);
  }

  /** The process has done its part; the spare one takes over. */
  private retire(process: SandboxProcess): void {
    this.traceCount = 0;
    if (this.active === process) this.active = undefined;
    process.kill();
  }

  private exited(process: SandboxProcess, reason: string): void {
    this.processes.delete(process);
    const { running } = this;
    if (running?.process === process) {
      clearTimeout(running.timer);
      this.running = undefined;
      this.lost(running, reason);
    }
    if (this.active === process) this.active = undefined;
    if (this.spare === process) this.spare = undefined;
    if (this.isDisposed) return;
    if (!process.isReady) return this.startFailed(reason);
    if (running?.process === process || this.queue.length > 0) this.pump();
  }

  /** A spare process can end unseen, and a busy machine can keep one from starting: the job goes to another one, once. */
  private lost({ job, hasStarted, killed }: Running, reason: string): void {
    const end = killed === "unstarted" ? "it did not begin" : (killed ?? reason);
    const isUntried = !hasStarted && (killed === undefined || killed === "unstarted") && !job.isDone;
    if (!isUntried || job.wasLost || this.isDisposed)
      return this.ended(job, readOutcome(end, undefined, job.request.limits.seconds));
    job.wasLost = true;
    this.queue.unshift(job);
  }

  private startFailed(reason: string): void {
    this.failedStarts++;
    this.options.log(`The sandbox did not start: ${reason}`);
    // Flags that have worked once are not to blame, and are not given up.
    if (!this.hello && this.flagSet < flagSets().length - 1) this.flagSet++;
    else if (this.failedStarts >= startLimit) {
      for (const it of this.queue.splice(0)) fail(it, "crashed", `The sandbox cannot be started: ${reason}.`);
    }
    this.backOff ??= setTimeout(
      () => {
        this.backOff = undefined;
        if (this.queue.length > 0) this.pump();
      },
      Math.min(30_000, 50 * 2 ** this.failedStarts),
    );
  }
}

function settle(job: Waiting, result: Result<string, TraceFailure>): void {
  if (job.isDone) return;
  job.isDone = true;
  job.resolve(result);
}

function fail(job: Waiting, kind: TraceFailure["kind"], message: string): void {
  settle(job, { ok: false, error: { kind, message } });
}
