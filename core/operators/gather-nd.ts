import { type Dim, isKnown } from "../graph/dim.ts";
import { isStatic, normalizeAxis, type Shape, shapeText, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { maxFoldedElements, rowMajor } from "./contract/strided.ts";

/** The last axis of the indices names an element or slice of the data; `batch_dims` leading axes go in step. */
export const gatherNd: Operator = {
  type: "GatherND",
  doc: "Picks elements or slices by index tuples.",
  howCounted: "Memory access counts the slices that are picked, not the whole input.",
  infer: (call) => [tensor(call.dtype(0), gathered(call))],

  fold(call) {
    const x = call.shape(0);
    const data = call.data(0);
    const indices = call.numbers(1);
    const width = call.shape(1)?.at(-1);
    const isBatched = call.int("batch_dims", 0) !== 0;
    if (!data || !indices || isBatched || !isStatic(x) || !isKnown(width) || width < 1) return undefined;
    return [slices(data, { x, indices, width })];
  },

  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
};

function gathered(call: Call): Shape | undefined {
  const x = call.shape(0);
  const indices = call.shape(1);
  const width = indices?.at(-1);
  if (!x || !indices || !isKnown(width)) return undefined;
  const batch = call.int("batch_dims", 0);
  if (batch >= 0 && batch + width <= x.length) return [...indices.slice(0, -1), ...x.slice(batch + width)];
  call.report(`tuples of ${width} after ${batch} batch axes do not index ${shapeText(x)}`);
  return undefined;
}

interface Tuples {
  readonly x: readonly number[];
  readonly indices: readonly number[];
  readonly width: number;
}

function slices(data: readonly Dim[], { x, indices, width }: Tuples): readonly Dim[] | undefined {
  const strides = rowMajor(x);
  const run = volume(x.slice(width));
  const tuples = indices.length / width;
  if (!isKnown(run) || tuples * run > maxFoldedElements) return undefined;
  const result: Dim[] = [];
  for (let tuple = 0; tuple < tuples; tuple++) {
    let start = 0;
    for (let axis = 0; axis < width; axis++) {
      const entry = normalizeAxis(indices[tuple * width + axis] ?? NaN, x[axis] ?? 1);
      if (entry === undefined) return undefined;
      start += entry * (strides[axis] ?? 1);
    }
    result.push(...data.slice(start, start + run));
  }
  return result.length === tuples * run ? result : undefined;
}
