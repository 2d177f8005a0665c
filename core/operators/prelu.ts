import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

/** x, slope → y of the shape of x; the slope broadcasts to x, never the other way. */
export const prelu: Operator = {
  type: "PRelu",
  doc: "x where positive, a learned slope times x where negative.",
  roles: ["data", "weight"],
  infer: sameType,
};
