import { type Severity } from "../../graph/problem.ts";
import { type Analysis, type NodeReport } from "../../metrics/analysis.ts";

/** One kind of diagnostic. `bad` and `good` are ONNX text: documentation and test at once. */
export interface Rule {
  /** Kebab-case noun for the fault; equals the file name; never reused. */
  readonly id: string;
  readonly severity: Severity;
  readonly what: string;
  /** What it costs, in time or bytes. */
  readonly why: string;
  readonly fix: string;
  readonly bad: string;
  readonly good: string;
  check(analysis: Analysis, report: (node: NodeReport, message: string) => void): void;
}
