import { type SourceRange } from "./source-range.ts";

/** Codes are stable: users suppress by them and scripts match them. */
export type ProblemCode =
  | "unreadable" // nothing of the file could be read as the format it should be
  | "truncated" // the file ends inside a value
  | "malformed" // bytes or text that the format does not allow
  | "limit" // a limit of ours stopped the reading
  | "unsupported" // valid, but a part this version does not read
  | "external-data" // weights kept in other files: missing, too short, or outside the model's folder
  | "graph" // a name used before it is defined, a cycle, a duplicate
  | "shape" // shapes that contradict each other
  | "python" // the model's own code failed
  | "pickle-code-execution"; // a pickle that runs code when it is loaded

export type Severity = "error" | "warning" | "info";

export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Holds the numbers: what was read, what was expected, where. */
  readonly message: string;
  /** Byte offset in a binary file, UTF-16 offset in text. */
  readonly offset?: number;
  readonly length?: number;
  /** The place in the source of a traced model. */
  readonly source?: SourceRange;
  /** The node it is about, by the name shown to users. */
  readonly node?: string;
  /** What of a file of weights it is about: a tensor, or what loading would import, by its name. */
  readonly subject?: string;
}

/** What reading gives: always the best value that could be built, and what could not. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

export type Result<T, E = Problem> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Collects problems, and stops at a limit: a hostile file must not turn into a million messages. */
export class ProblemList {
  readonly problems: Problem[] = [];
  private dropped = 0;

  constructor(private readonly limit = 200) {}

  add(problem: Problem): void {
    if (this.problems.length < this.limit) this.problems.push(problem);
    else this.dropped++;
  }

  /** The list, with a last entry that says how many were left out. */
  finish(): readonly Problem[] {
    if (this.dropped === 0) return this.problems;
    const message = `${this.dropped} more problems were left out.`;
    return [...this.problems, { code: "limit", severity: "info", message }];
  }
}
