import { isStatic, normalizeAxis, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { placeAlong } from "./contract/place-along.ts";

/** For each index one element of the data, at the same place apart from `axis`: torch.gather. */
export const gatherElements: Operator = {
  type: "GatherElements",
  doc: "Picks single elements along an axis by index.",
  howCounted: "Memory access counts the elements that are picked, not the whole input.",
  infer: (call) => [tensor(call.dtype(0), call.shape(1))],

  fold(call) {
    const x = call.shape(0);
    const data = call.data(0);
    const indices = call.numbers(1);
    const sizes = call.shape(1);
    const axis = x && normalizeAxis(call.int("axis", 0), x.length);
    if (!data || !indices || axis === undefined || !isStatic(x) || !isStatic(sizes)) return undefined;
    const values = indices.map((index, flat) => data[placeAlong({ x, sizes, axis }, index, flat) ?? -1]);
    return [values.every((it) => it !== undefined) ? values : undefined];
  },

  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
};
