import { isKnown } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** The k largest or smallest elements along an axis, and where they were. */
export const topK: Operator = {
  type: "TopK",
  doc: "The largest or smallest elements along an axis, with their indices.",
  roles: ["data", "setting"],

  infer(call) {
    const shape = kept(call);
    return [tensor(call.dtype(0), shape), tensor("int64", shape)];
  },
};

function kept(call: Call): Shape | undefined {
  const x = call.shape(0);
  const axis = x && axisIn(call, call.int("axis", -1), x.length);
  if (!x || axis === undefined) return undefined;
  const k = call.int("k") ?? call.data(1)?.[0];
  const size = x[axis];
  if (isKnown(k) && isKnown(size) && k > size) call.report(`it takes ${k} of ${size} elements`);
  return x.with(axis, sizeOrFresh(call, k, axis));
}
