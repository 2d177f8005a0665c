import { type Severity } from "../../graph/problem.ts";
import { type NodeReport } from "../../metrics/analysis.ts";
import { type Fix } from "./fix.ts";
import { type Example, type Subject } from "./subject.ts";

/** What a rule is about; the page of rules is ordered by it. */
export type RuleGroup = "architecture" | "fit" | "support" | "compression" | "safety";

/** One kind of diagnostic. Its examples are documentation and test at once. */
export interface Rule {
  /** Kebab-case noun for the fault; equals the file name; never reused. */
  readonly id: string;
  readonly group: RuleGroup;
  /** `warning` costs latency, memory or accuracy for certain; `info` probably; `error`: it does not run there. */
  readonly severity: Severity;
  /** True when the answer depends on the device: then it is asked once for each target, and never without one. */
  readonly isForTarget: boolean;
  readonly what: string;
  /** What it costs, in time or bytes. */
  readonly why: string;
  readonly fix: string;
  /** Where the claim and its thresholds come from. */
  readonly sources: readonly string[];
  readonly bad: Example;
  readonly good: Example;
  /** Everything found, layer by layer; see `diagnose` for how alike findings become one. Never throws. */
  check(subject: Subject): Iterable<Finding>;
}

export interface Finding {
  /** One or two sentences with the layer's own numbers, and the device's name where it matters. */
  readonly message: string;
  /** Undefined: it is about the model as a whole. */
  readonly node?: NodeReport;
  /** How bad it is among the findings of its rule, in any unit the rule keeps to; larger is worse. */
  readonly weight?: number;
  /** Where it differs from that of the rule. */
  readonly severity?: Severity;
  /** Its message counts the alike findings itself. */
  readonly isForAll?: boolean;
  readonly fix?: Fix;
}
