import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** A new axis of size `depth` that is on where the index says. */
export const oneHot: Operator = {
  type: "OneHot",
  doc: "Each index as a vector that is on at one place.",
  roles: ["data", "setting", "setting"],
  infer: (call) => [tensor(call.dtype(2), encoded(call))],
};

function encoded(call: Call): Shape | undefined {
  const indices = call.shape(0);
  const axis = indices && axisIn(call, call.int("axis", -1), indices.length + 1);
  if (!indices || axis === undefined) return undefined;
  return indices.toSpliced(axis, 0, sizeOrFresh(call, call.data(1)?.[0], axis));
}
