import { type NodeReport } from "../../metrics/analysis.ts";

/** Whether a runtime computes a node where it is meant to. */
export interface Support {
  /**
   * `limited`: the runtime takes it, but not as it is: it rewrites it, or puts it elsewhere, or asks for a change.
   * `unknown`: no list says anything of it.
   */
  readonly supported: "yes" | "limited" | "no" | "unknown";
  /** One sentence, with the node's own numbers. */
  readonly reason?: string;
  /** True where the operator is supported, and its sizes or attributes are not. */
  readonly isLimit?: boolean;
  /** True where the runtime leaves it to another unit; else such a model cannot be converted. */
  readonly fallsBack?: boolean;
  /** What says so, in words. */
  readonly source?: string;
}

/** What a runtime is asked about. */
export interface OperatorUse {
  /** ONNX's name. */
  readonly type: string;
  readonly report: NodeReport;
  /** False for one of the operators that a node is exported as: then only the type is known. */
  readonly isWhole: boolean;
  readonly opset: number;
}

export const isSupported: Support = { supported: "yes" };
export const isUnknown: Support = { supported: "unknown" };
