import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

/** x […, rows, columns], k → y of the same shape. */
export const trilu: Operator = {
  type: "Trilu",
  doc: "Keeps the upper or lower triangle of each matrix, zeros the rest.",
  roles: ["data", "setting"],
  infer: sameType,
};
