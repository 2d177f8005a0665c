import { type Dim, isKnown } from "../graph/dim.ts";
import { isStatic, normalizeAxis, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { rowMajor } from "./contract/strided.ts";

/** The data with slices replaced; the last axis of the indices names each slice. */
export const scatterNd: Operator = {
  type: "ScatterND",
  doc: "Writes elements or slices into a copy of a tensor, by index tuples.",
  infer: (call) => [tensor(call.dtype(0), call.shape(0))],
  fold: (call) => [scattered(call)],
};

function scattered(call: Call): readonly Dim[] | undefined {
  const x = call.shape(0);
  const data = call.data(0);
  const indices = call.numbers(1);
  const width = call.shape(1)?.at(-1);
  const updates = call.data(2);
  if (!data || !indices || !updates || !isStatic(x) || !isKnown(width) || width < 1 || width > x.length) {
    return undefined;
  }
  const run = volume(x.slice(width));
  if (call.string("reduction", "none") !== "none" || !isKnown(run)) return undefined;
  if (updates.length * width !== indices.length * run) return undefined;
  const strides = rowMajor(x);
  const result = [...data];
  for (let flat = 0; flat < updates.length; flat++) {
    const tuple = Math.floor(flat / run) * width;
    let place = flat % run;
    for (let axis = 0; axis < width; axis++) {
      const entry = normalizeAxis(indices[tuple + axis] ?? NaN, x[axis] ?? 1);
      place += (entry ?? NaN) * (strides[axis] ?? 1);
    }
    const update = updates[flat];
    if (update === undefined || result[place] === undefined) return undefined;
    result[place] = update;
  }
  return result;
}
