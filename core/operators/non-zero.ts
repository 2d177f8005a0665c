import { isStatic } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { rowMajor } from "./contract/strided.ts";

/** One column of coordinates for each element that is not zero; how many there are depends on the values. */
export const nonZero: Operator = {
  type: "NonZero",
  doc: "Where the elements are that are not zero.",

  infer(call) {
    const x = call.shape(0);
    const count = found(call)?.length ?? call.fresh(0, 1);
    return [tensor("int64", [x?.length ?? call.fresh(0, 0), count])];
  },

  fold(call) {
    const x = call.shape(0);
    const places = found(call);
    if (!places || !isStatic(x)) return undefined;
    const strides = rowMajor(x);
    const along = (axis: number, place: number) => Math.floor(place / (strides[axis] ?? 1)) % (x[axis] ?? 1);
    return [x.flatMap((_, axis) => places.map((place) => along(axis, place)))];
  },
};

/** Positions in the flattened input. */
function found(call: Call): readonly number[] | undefined {
  return call.numbers(0)?.flatMap((it, i) => (it !== 0 ? [i] : []));
}
