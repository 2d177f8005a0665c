import { type Operator } from "./contract/operator.ts";
import { sameShapeAs } from "./contract/same-type.ts";

/** Tests for values that are not finite: x → bool of the same shape. */
export const specialValues: readonly Operator[] = [
  { type: "IsInf", doc: "True where an element is infinite.", infer: (call) => sameShapeAs(call, "bool") },
  {
    type: "IsNaN",
    doc: "True where an element is not a number.",
    infer: (call) => sameShapeAs(call, "bool"),
  },
];
