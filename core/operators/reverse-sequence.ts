import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** Each sequence of the batch up to its own length. */
export const reverseSequence: Operator = {
  type: "ReverseSequence",
  doc: "Reverses each sequence of a batch up to its own length.",
  roles: ["data", "setting"],
  infer: (call) => [tensor(call.dtype(0), call.shape(0))],
};
