import { type Model } from "../graph/model.ts";
import { type Problem } from "../graph/problem.ts";
import { type SourceRange } from "../graph/source-range.ts";

/** What one run of a Python file in the sandbox recorded. */
export interface Trace {
  readonly models: readonly TracedModel[];
  /** What looks like a model and was not run. */
  readonly candidates: readonly Candidate[];
  /** Of the import of the file; those of a model are with it. */
  readonly notes: readonly TraceNote[];
  /** The file itself failed: not all of it ran. There may be models all the same, of what it had defined by then. */
  readonly error?: TraceError;
  /** Every source file that took part. */
  readonly files: readonly string[];
}

export interface TracedModel {
  /** All tensors are in `graph.values` with the types that they had. */
  readonly model: Model;
  readonly entry: TraceEntry;
  readonly inputs: readonly TracedInput[];
  /** In the order of `named_modules()`; the first is the model itself. */
  readonly modules: readonly TracedModule[];
  readonly calls: readonly TracedCall[];
  /** What `state_dict()` would hold: a tensor by each of its names. */
  readonly state: readonly SavedTensor[];
  readonly notes: readonly TraceNote[];
  /** What stopped it; everything before that is here. */
  readonly error?: TraceError;
}

/** How the model was made. */
export interface TraceEntry {
  readonly name: string;
  readonly kind: "class" | "factory" | "expression" | "script";
  readonly className?: string;
  /** The expression that made it: `Net(num_classes=10)`. */
  readonly call?: string;
  readonly definition?: SourceRange;
}

export interface TracedInput {
  readonly name: string;
  /** Name in `graph.values`. */
  readonly value: string;
  /** Who said which shape it has: comment, setting, argument, randn, probe, script, default_cfg. */
  readonly source: string;
}

export interface SavedTensor {
  /** `layer1.0.conv1.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
}

export interface TracedModule {
  /** `layer1.0`; empty for the model. A shared module has further paths. */
  readonly path: string;
  readonly paths: readonly string[];
  readonly className: string;
  /** Where it was made. */
  readonly definition?: SourceRange;
  /** The calls that led to its making, outermost first. */
  readonly madeBy: readonly SourceRange[];
  /** Names of its own parameters and buffers in `graph.constants`. */
  readonly constants: readonly string[];
}

/** One call of a module. */
export interface TracedCall {
  /** Index in `modules`. */
  readonly module: number;
  /** Index in `calls` of the call in whose `forward` it happened. */
  readonly parent?: number;
  /** The calls in the user's code that led to it, outermost first. */
  readonly stack: readonly SourceRange[];
  /** Names in `graph.values`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The nodes that ran in it are those from `firstNode` up to before `endNode`, in `graph.nodes`. */
  readonly firstNode: number;
  readonly endNode: number;
}

export interface TraceNote {
  /** assumed-input, unknown-value, data-dependent, stubbed-import, unsupported, unregistered-module, limit, … */
  readonly kind: string;
  readonly level: "error" | "warning" | "info";
  readonly message: string;
  readonly location?: SourceRange;
  /** How often it came up. */
  readonly count: number;
}

export interface TraceError {
  readonly phase: "syntax" | "import" | "construct" | "forward";
  /** The exception's class: RuntimeError. */
  readonly type: string;
  readonly message: string;
  readonly location?: SourceRange;
  /** The calls that led to it, outermost first. */
  readonly calls: readonly SourceRange[];
  /** The module in whose `forward` it came up. */
  readonly modulePath?: string;
}

export interface Candidate {
  readonly name: string;
  readonly kind: string;
  readonly definition?: SourceRange;
  readonly reason: string;
  /** There was no time for it: a run with more may give its model. */
  readonly isWaiting: boolean;
}

/** The failure of the model's code as a problem at its line. */
export function pythonProblem({ type, message, location }: TraceError): Problem {
  return {
    code: "python",
    severity: "error",
    message: message === "" ? type : `${type}: ${message}`,
    ...(location && { source: location }),
  };
}
