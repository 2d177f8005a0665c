import { type Dim, isKnown } from "../graph/dim.ts";
import { isStatic, normalizeAxis, type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { maxFoldedElements } from "./contract/strided.ts";

/** Entries of `data` along an axis, in the order of the indices: also how embeddings are looked up. */
export const gather: Operator = {
  type: "Gather",
  doc: "Picks entries along an axis by index, as an embedding does.",
  roles: ["weight", "data"],
  howCounted: "Memory access counts the rows that are picked, not the whole table.",

  infer(call) {
    return [tensor(call.dtype(0), gathered(call))];
  },

  fold(call) {
    const x = call.shape(0);
    const data = call.data(0);
    const indices = call.numbers(1);
    const axis = x && normalizeAxis(call.int("axis", 0), x.length);
    if (!data || !indices || !isStatic(x) || axis === undefined) return undefined;
    return [picked(data, { x, axis, indices })];
  },

  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
};

function gathered(call: Call): Shape | undefined {
  const x = call.shape(0);
  const indices = call.shape(1);
  if (!x) return undefined;
  const axis = axisIn(call, call.int("axis", 0), x.length);
  if (axis === undefined || !indices) return undefined;
  return [...x.slice(0, axis), ...indices, ...x.slice(axis + 1)];
}

interface Picking {
  readonly x: readonly number[];
  readonly axis: number;
  readonly indices: readonly number[];
}

function picked(data: readonly Dim[], { x, axis, indices }: Picking): readonly Dim[] | undefined {
  const outer = volume(x.slice(0, axis));
  const run = volume(x.slice(axis + 1));
  const size = x[axis] ?? 1;
  if (!isKnown(outer) || !isKnown(run) || outer * run * indices.length > maxFoldedElements) return undefined;
  const result: Dim[] = [];
  for (let row = 0; row < outer; row++) {
    for (const index of indices) {
      const entry = normalizeAxis(index, size);
      if (entry === undefined) return undefined;
      const start = (row * size + entry) * run;
      result.push(...data.slice(start, start + run));
    }
  }
  return result.length === outer * run * indices.length ? result : undefined;
}
