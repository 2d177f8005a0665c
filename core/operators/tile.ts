import { type Dim, isKnown, multiply } from "../graph/dim.ts";
import { isStatic, normalizeAxis, type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";
import { readView, rowMajor } from "./contract/strided.ts";

/** Before opset 6 one axis is repeated (inputs tiles and axis), since then each axis by its entry in repeats. */
export const tile: Operator = {
  type: "Tile",
  doc: "Repeats a tensor along its axes.",
  roles: ["data", "setting", "setting"],

  infer(call) {
    const x = call.shape(0);
    const repeats = repeatsOf(call, x);
    if (!x) return [tensor(call.dtype(0), freshShape(call, repeats?.length))];
    const shape = x.map((size, axis) => {
      const times = repeats?.[axis];
      return sizeOrFresh(call, times === undefined ? undefined : multiply(size, times), axis);
    });
    return [tensor(call.dtype(0), shape)];
  },

  fold(call) {
    const x = call.shape(0);
    const data = call.data(0);
    const repeats = repeatsOf(call, x);
    if (!data || !isStatic(x) || !repeats?.every(isKnown)) return undefined;
    const strides = rowMajor(x);
    // Each axis seen as two: the repetitions, which do not advance, and the axis itself.
    const sizes = x.flatMap((size, axis) => [repeats[axis] ?? 1, size]);
    return [readView(data, { sizes, strides: strides.flatMap((it) => [0, it]) })];
  },
};

function repeatsOf(call: Call, x: Shape | undefined): readonly Dim[] | undefined {
  if (call.opset >= 6) {
    const repeats = call.data(1);
    if (!x || !repeats || repeats.length === x.length) return repeats;
    call.report(`${repeats.length} repeats do not fit its ${x.length} axes`);
    return undefined;
  }
  const times = call.data(1)?.[0];
  const axis = x && normalizeAxis(call.numbers(2)?.[0] ?? NaN, x.length);
  return times === undefined || axis === undefined ? undefined : x?.map((_, i) => (i === axis ? times : 1));
}
