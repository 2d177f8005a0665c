import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { poolShape } from "./contract/pooling.ts";

const averaging = ["AveragePool", "Average over a sliding window."] as const;
const norming = ["LpPool", "p-norm over a sliding window."] as const;

/** Pooling over x [N, C, …image]. */
export const pooling: readonly Operator[] = [
  ...[averaging, norming].map(([type, doc]): Operator => ({
    type,
    doc,
    infer: (call) => [tensor(call.dtype(0), poolShape(call))],
  })),
  {
    type: "MaxPool",
    doc: "Maximum over a sliding window.",
    infer(call) {
      const shape = poolShape(call);
      return [tensor(call.dtype(0), shape), tensor("int64", shape)];
    },
  },
];
