import { type Bindings, type Dim } from "../graph/dim.ts";
import { type DataType } from "../graph/data-type.ts";
import { type Constant, type Model, type Node } from "../graph/model.ts";
import { type Problem } from "../graph/problem.ts";
import { type Operator } from "../operators/contract/operator.ts";
import { type Tensor } from "./tensor.ts";

/** What a model costs: one report per node in execution order, and their totals. */
export interface Analysis {
  readonly model: Model;
  /** Sizes in use for the symbols of the inputs: the user's, and 1 for the batch. */
  readonly bindings: Bindings;
  /** Symbols of the inputs that nobody bound; what depends on them is not known. */
  readonly openSymbols: readonly string[];
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Bodies of If, Loop, Scan and of functions follow the node that runs them. */
  readonly nodes: readonly NodeReport[];
  readonly totals: Totals;
  readonly coverage: Coverage;
  readonly peak: Peak;
  readonly problems: readonly Problem[];
}

export interface NodeReport {
  readonly index: number;
  readonly node: Node;
  /** The node's name, else its first output, else its operator; unique in the report. */
  readonly label: string;
  /** Module path from the node's name, and for a body the label of the node that runs it. */
  readonly scope: string;
  readonly operator: Operator | undefined;
  /** Index of the node that runs the body this one is in. */
  readonly container?: number;
  /** How often it runs in one inference; undefined when not known (then it is counted once). */
  readonly executions: number | undefined;
  readonly inputs: readonly (Tensor | undefined)[];
  readonly outputs: readonly (Tensor | undefined)[];
  /** Runs before the first inference: costs nothing in it. */
  readonly isFolded: boolean;
  /** Stands only for a change of number format that its neighbours carry out (Q/DQ). */
  readonly isAbsorbed: boolean;
  readonly cost: Cost;
}

/** Costs of a node over all its executions in one inference; undefined where not known. */
export interface Cost {
  readonly parameters: number;
  readonly multiplyAdds: Dim | undefined;
  /** Elements read and written. */
  readonly memoryAccess: Dim | undefined;
  readonly memoryAccessBytes: Dim | undefined;
  /** Weights and outputs. */
  readonly memoryUsageBytes: Dim | undefined;
  /** Why something of it is not known. */
  readonly reason?: string;
}

export interface Totals {
  readonly parameters: number;
  readonly multiplyAdds: Total;
  readonly memoryAccess: Total;
  readonly memoryAccessBytes: Total;
  readonly memoryUsageBytes: Total;
  readonly peakActivationBytes: Total;
  readonly weightBytes: number;
  readonly weightBytesByType: ReadonlyMap<DataType, number>;
}

/** A sum over nodes. */
export interface Total {
  /** Absent when it depends on sizes that nobody bound. */
  readonly value?: number;
  /** The sum with its symbols, when it has some. */
  readonly formula?: Dim;
  /** True when some nodes are missing from it. */
  readonly isLowerBound: boolean;
}

export interface Coverage {
  readonly nodes: number;
  readonly counted: number;
  readonly uncounted: readonly { readonly report: NodeReport; readonly reason: string }[];
}

/** The moment of the inference at which most activation memory is in use. */
export interface Peak {
  readonly bytes?: number;
  readonly isLowerBound: boolean;
  /** The node that runs then. */
  readonly node?: NodeReport;
  /** What is alive then, largest first. */
  readonly tensors: readonly { readonly name: string; readonly bytes: number }[];
}

/** A stored tensor in use and whether it is a parameter. */
export interface WeightUse {
  readonly constant: Constant;
  readonly isParameter: boolean;
  /** Learnable values, where the stored size does not tell (packed weights). */
  readonly parameters?: number;
  /** The stored tensor that holds the same values: of the two only one counts. */
  readonly copyOf?: Constant;
}
