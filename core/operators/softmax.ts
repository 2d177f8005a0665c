import { axisIn } from "./contract/list-setting.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

const rows: readonly (readonly [type: string, doc: string])[] = [
  ["Softmax", "Turns scores into probabilities that sum to 1 along an axis."],
  ["LogSoftmax", "Logarithm of the softmax along an axis."],
  ["Hardmax", "1 at the first largest value along an axis, 0 elsewhere."],
];

/** x → y of the same shape. Before opset 13 the axes from `axis` on count as one. */
export const softmax: readonly Operator[] = rows.map(([type, doc]) => ({ type, doc, infer }));

function infer(call: Call): OutputTypes {
  const rank = call.shape(0)?.length;
  // The default axis is there at every rank, save a scalar's.
  const axis = call.int("axis");
  if (rank !== undefined && rank > 0 && axis !== undefined) axisIn(call, axis, rank);
  return sameType(call);
}
