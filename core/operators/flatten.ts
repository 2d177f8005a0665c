import { type Shape, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";

/** A matrix: the axes before `axis` become its rows, the others its columns. */
export const flatten: Operator = {
  type: "Flatten",
  doc: "The same values as a matrix.",
  isView: true,
  infer: (call) => [tensor(call.dtype(0), flattened(call))],
  fold: (call) => [call.data(0)],
};

function flattened(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!x) return freshShape(call, 2);
  const axis = call.int("axis", 1);
  // One past the last axis is allowed: then everything is rows.
  const split = axis < 0 ? axis + x.length : axis;
  if (split < 0 || split > x.length) {
    call.report(`axis ${axis} is not one of its ${x.length} axes`);
    return freshShape(call, 2);
  }
  return [x.slice(0, split), x.slice(split)].map((it, i) => sizeOrFresh(call, volume(it), i));
}
