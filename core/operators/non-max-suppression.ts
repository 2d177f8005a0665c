import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** boxes [N, B, 4], scores [N, C, B] → one [batch, class, box] for each box kept; how many depends on the values. */
export const nonMaxSuppression: Operator = {
  type: "NonMaxSuppression",
  doc: "Drops boxes that overlap a better one.",
  roles: ["data", "data", "setting", "setting", "setting"],
  infer: (call) => [tensor("int64", [call.fresh(0, 0), 3])],
};
