import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** x […, n, n] → […]. */
export const det: Operator = {
  type: "Det",
  doc: "Determinant of each square matrix.",

  infer(call) {
    const x = call.shape(0);
    if (x && x.length < 2) call.report(`rank ${x.length} is not a matrix`);
    return [tensor(call.dtype(0), x && x.length >= 2 ? x.slice(0, -2) : undefined)];
  },
};
