import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";

/** scores [N, C, …], classes [N, …], class weights [C] → the loss: a scalar, or [N, …] for reduction `none`. */
export const losses: readonly Operator[] = [
  {
    type: "NegativeLogLikelihoodLoss",
    doc: "Training loss: minus the log-probability of the right class.",
    roles: ["data", "data", "buffer"],
    infer: (call) => [tensor(call.dtype(0), lossShape(call))],
  },
  {
    type: "SoftmaxCrossEntropyLoss",
    doc: "Training loss: cross entropy of the softmax of the scores.",
    roles: ["data", "data", "buffer"],
    infer: (call) =>
      [tensor(call.dtype(0), lossShape(call)), tensor(call.dtype(0), call.shape(0))].slice(
        0,
        Math.max(1, call.outputCount),
      ),
  },
];

function lossShape(call: Call): Shape | undefined {
  if (call.string("reduction", "mean") !== "none") return [];
  return call.shape(1) ?? call.shape(0)?.filter((_, axis) => axis !== 1);
}
