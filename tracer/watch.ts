// Decides, while Python runs, whether it is to be interrupted. It is asked very often, so it mostly says no at once.

const sigint = 2;
const pollMs = 10;
const memoryPollMs = 100;

export class MemoryExceeded extends Error {}

export interface WatchOptions {
  /** True once the supervisor no longer wants the answer. */
  readonly isCancelled: () => boolean;
  /** Resident memory of this process, in bytes. */
  readonly memoryLimit: number;
}

export interface Watch {
  start(seconds: number): void;
  stop(): void;
  /** SIGINT once when time is up or nobody wants the answer, else 0. Throws when memory is. */
  readonly signal: () => number;
  readonly reason: "time" | "cancelled" | undefined;
}

export function createWatch({ isCancelled, memoryLimit }: WatchOptions): Watch {
  let deadline = Number.POSITIVE_INFINITY;
  let nextPoll = Number.POSITIVE_INFINITY;
  let nextMemoryPoll = 0;
  let reason: Watch["reason"];

  return {
    start(seconds) {
      const now = performance.now();
      deadline = now + seconds * 1000;
      nextPoll = now;
      nextMemoryPoll = now + memoryPollMs;
      reason = undefined;
    },
    stop() {
      nextPoll = Number.POSITIVE_INFINITY;
    },
    signal() {
      const now = performance.now();
      if (now < nextPoll) return 0;
      nextPoll = now + pollMs;
      if (now >= nextMemoryPoll) {
        nextMemoryPoll = now + memoryPollMs;
        if (process.memoryUsage.rss() > memoryLimit) throw new MemoryExceeded();
      }
      if (reason !== undefined) return 0;
      reason = now > deadline ? "time" : isCancelled() ? "cancelled" : undefined;
      return reason === undefined ? 0 : sigint;
    },
    get reason() {
      return reason;
    },
  };
}
