import { type NodeReport } from "../../metrics/analysis.ts";

/** A change of the source that would mend a finding, in terms of the layer; the editor makes a text edit of it. */
export interface Fix {
  /** In the imperative, as on the light bulb: `Use a kernel of 3`. */
  readonly title: string;
  readonly edits: readonly FixEdit[];
}

export type FixEdit =
  /** Another literal for an argument of the constructor that made the node's module (PyTorch's name for it). */
  | {
      readonly kind: "argument";
      readonly node: NodeReport;
      readonly name: string;
      readonly value: number | boolean | string;
    }
  /** Another module in the place of the one the node comes from: `Hardswish` → `ReLU6`. */
  | { readonly kind: "module"; readonly node: NodeReport; readonly from: string; readonly to: string };
