import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { reducedShape } from "./contract/reduction.ts";

/** x → positions along the attribute `axis`, as int64. */
export const argReductions: readonly Operator[] = [
  { type: "ArgMax", doc: "Position of the largest value along an axis.", infer },
  { type: "ArgMin", doc: "Position of the smallest value along an axis.", infer },
];

function infer(call: Call): OutputTypes {
  const x = call.shape(0);
  const axis = x && axisIn(call, call.int("axis", 0), x.length);
  const isKept = call.int("keepdims", 1) !== 0;
  return [tensor("int64", axis === undefined ? undefined : reducedShape(x ?? [], [axis], isKept))];
}
