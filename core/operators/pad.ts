import { add, type Dim, isKnown } from "../graph/dim.ts";
import { isStatic, type Shape, shapeText } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axesIn, listOf } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";
import { maxFoldedElements, positionIn, rowMajor } from "./contract/strided.ts";

/** Values before and after the named axes; negative amounts cut. */
export const pad: Operator = {
  type: "Pad",
  doc: "Adds values around a tensor.",
  roles: ["data", "setting", "setting", "setting"],

  infer(call) {
    const x = call.shape(0);
    if (!x) return [tensor(call.dtype(0), undefined)];
    const amounts = amountsOf(call, x);
    const shape = amounts
      ? x.map((size, axis) => {
          const [before, after] = amounts[axis] ?? [0, 0];
          return sizeOrFresh(call, add(add(size, before), after), axis);
        })
      : freshShape(call, x.length);
    return [tensor(call.dtype(0), shape)];
  },

  fold(call, outputs) {
    const x = call.shape(0);
    const y = shapeOf(outputs[0]);
    const data = call.data(0);
    const filling = fillingOf(call);
    if (!data || filling === undefined || !isStatic(x) || !isStatic(y)) return undefined;
    const before = amountsOf(call, x)?.map(([it]) => it);
    return before?.every(isKnown) ? [padded(data, { x, y, before, filling })] : undefined;
  },
};

/** Before and after, by axis; undefined when not known. */
function amountsOf(call: Call, x: Shape): readonly (readonly [Dim, Dim])[] | undefined {
  const pads = call.ints("paddings") ?? listOf(call, "pads", 1);
  const given = call.has(3) ? call.data(3) : x.map((_, i) => i);
  const axes = given && axesIn(call, given, x.length);
  if (!pads || !axes) return undefined;
  if (pads.length !== 2 * axes.length) {
    call.report(`${pads.length} amounts do not pad ${axes.length} axes of ${shapeText(x)}`);
    return undefined;
  }
  return x.map((_, axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? [0, 0] : [pads[i] ?? 0, pads[i + axes.length] ?? 0];
  });
}

/** The value around; undefined for the modes that repeat the data. */
function fillingOf(call: Call): Dim | undefined {
  if (call.string("mode", "constant") !== "constant") return undefined;
  return call.has(2) ? call.data(2)?.[0] : call.float("value", 0);
}

interface Padding {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly before: readonly number[];
  readonly filling: Dim;
}

function padded(data: readonly Dim[], { x, y, before, filling }: Padding): readonly Dim[] | undefined {
  const count = y.reduce((product, it) => product * it, 1);
  if (count > maxFoldedElements) return undefined;
  const strides = rowMajor(x);
  const result: Dim[] = [];
  for (let flat = 0; flat < count; flat++) {
    let isInside = true;
    let rest = flat;
    for (let axis = y.length - 1; axis >= 0; axis--) {
      const size = y[axis] ?? 1;
      const place = (rest % size) - (before[axis] ?? 0);
      if (place < 0 || place >= (x[axis] ?? 1)) isInside = false;
      rest = Math.floor(rest / size);
    }
    const offset = -before.reduce((sum, it, axis) => sum + it * (strides[axis] ?? 1), 0);
    const value = isInside ? data[positionIn({ sizes: y, strides, offset }, flat)] : filling;
    if (value === undefined) return undefined;
    result.push(value);
  }
  return result;
}
