import { isKnown } from "../graph/dim.ts";
import { isStatic, normalizeAxis, type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { maxFoldedElements } from "./contract/strided.ts";

/** Entries along `axis`, or of the flattened input, for which the condition is true. */
export const compress: Operator = {
  type: "Compress",
  doc: "Keeps the entries for which a condition is true.",
  howCounted: "Memory access counts the entries that are kept.",
  infer: (call) => [tensor(call.dtype(0), compressed(call))],

  fold(call, outputs) {
    const x = call.shape(0);
    const data = call.data(0);
    const kept = keptEntries(call);
    const count = volume(shapeOf(outputs[0]) ?? []);
    if (!data || !kept || !isStatic(x) || !isKnown(count) || count > maxFoldedElements) return undefined;
    const axis = call.int("axis");
    const position = axis === undefined ? 0 : normalizeAxis(axis, x.length);
    if (position === undefined) return undefined;
    const run = axis === undefined ? 1 : volume(x.slice(position + 1));
    const block = axis === undefined ? data.length : Number(run) * (x[position] ?? 1);
    return [data.filter((_, flat) => kept.has(Math.floor((flat % block) / Number(run))))];
  },

  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
};

function compressed(call: Call): Shape | undefined {
  const axis = call.int("axis");
  if (axis === undefined) return [keptEntries(call)?.size ?? call.fresh(0, 0)];
  const x = call.shape(0);
  const position = x && axisIn(call, axis, x.length);
  if (!x || position === undefined) return undefined;
  return x.with(position, keptEntries(call)?.size ?? call.fresh(0, position));
}

function keptEntries(call: Call): ReadonlySet<number> | undefined {
  const condition = call.numbers(1);
  return condition && new Set(condition.flatMap((it, i) => (it !== 0 ? [i] : [])));
}
