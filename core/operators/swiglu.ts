import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

/** gate, value → y, all of the same shape: it does not broadcast. */
export const swiglu: Operator = {
  type: "SwiGLU",
  doc: "Gated activation: swish of the gate times the value.",
  infer: sameType,
};
