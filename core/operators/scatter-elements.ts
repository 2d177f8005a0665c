import { type Dim } from "../graph/dim.ts";
import { isStatic, normalizeAxis } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { placeAlong } from "./contract/place-along.ts";

/** torch.scatter: the data with updates put in at the indices along an axis. */
export const scatterElements: readonly Operator[] = [
  operator("ScatterElements", "Writes single elements into a copy of a tensor, by index along an axis."),
  operator("Scatter", "The older name of ScatterElements (until opset 10)."),
];

function operator(type: string, doc: string): Operator {
  return {
    type,
    doc,
    infer: (call) => [tensor(call.dtype(0), call.shape(0))],
    fold: (call) => [scattered(call)],
  };
}

function scattered(call: Call): readonly Dim[] | undefined {
  const x = call.shape(0);
  const data = call.data(0);
  const indices = call.numbers(1);
  const sizes = call.shape(1);
  const updates = call.data(2);
  const axis = x && normalizeAxis(call.int("axis", 0), x.length);
  if (!data || !indices || !updates || axis === undefined || !isStatic(x) || !isStatic(sizes))
    return undefined;
  if (call.string("reduction", "none") !== "none") return undefined;
  const result = [...data];
  for (const [flat, index] of indices.entries()) {
    const place = placeAlong({ x, sizes, axis }, index, flat) ?? -1;
    const update = updates[flat];
    if (update === undefined || result[place] === undefined) return undefined;
    result[place] = update;
  }
  return result;
}
