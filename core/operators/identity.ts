import { type Operator } from "./contract/operator.ts";

/** x → the same tensor, sequence or optional. */
export const identity: Operator = {
  type: "Identity",
  doc: "Passes its input on unchanged.",
  isView: true,
  infer: (call) => [call.type(0)],
  fold: (call) => [call.data(0)],
};
