// How one runtime is driven on a board: pure, a command line out and its text back in; it must not start anything.
import { type Result } from "../../../core/graph/problem.ts";

export interface Runner {
  /** Kebab-case; equals the file name. */
  readonly id: string;
  /** Programs that must exist on the board. */
  readonly needs: readonly string[];
  /** The argument vector that measures `job`. */
  command(job: Job): readonly string[];
  parse(stdout: string): Result<Latency>;
}

export interface Job {
  readonly modelPath: string;
  readonly runCount: number;
}

export interface Latency {
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly runCount: number;
}
