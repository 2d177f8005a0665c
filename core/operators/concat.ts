import { add, type Dim, isKnown, sameDim } from "../graph/dim.ts";
import { isStatic, normalizeAxis, type Shape, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { maxFoldedElements } from "./contract/strided.ts";

/** Inputs of one shape apart from `axis`, one after another along it. */
export const concat: Operator = {
  type: "Concat",
  doc: "Puts tensors one after another along an axis.",

  infer(call) {
    const dtype = positions(call)
      .map((i) => call.dtype(i))
      .find((it) => it !== undefined);
    return [tensor(dtype, joinedShape(call))];
  },

  fold(call, outputs) {
    const count = sizeOf(outputs);
    if (count === undefined) return undefined;
    const values = joined(call) ?? (shapeOf(outputs[0])?.length === 1 ? partlyJoined(call) : undefined);
    return [values?.length === count ? values : undefined];
  },
};

function positions(call: Call): readonly number[] {
  return Array.from({ length: call.inputCount }, (_, i) => i).filter((i) => call.has(i));
}

/** Before opset 4 the axis could be left out. */
function axisOf(call: Call): number {
  return call.int("axis", 1);
}

function joinedShape(call: Call): Shape | undefined {
  const shapes = positions(call).map((i) => call.shape(i));
  const known = shapes.filter((it) => it !== undefined);
  const rank = known[0]?.length;
  if (rank === undefined) return undefined;
  if (known.some((it) => it.length !== rank)) {
    call.report("its inputs differ in rank");
    return undefined;
  }
  const along = axisIn(call, axisOf(call), rank);
  if (along === undefined) return undefined;
  return Array.from({ length: rank }, (_, axis) => {
    if (axis !== along)
      return sizeOrFresh(
        call,
        commonSize(
          call,
          known.map((it) => it[axis] ?? 1),
          axis,
        ),
        axis,
      );
    const total = known.map((it) => it[axis] ?? 0).reduce(add, 0);
    return sizeOrFresh(call, known.length === shapes.length ? total : undefined, axis);
  });
}

/** A number says more than a symbol. */
function commonSize(call: Call, sizes: readonly Dim[], axis: number): Dim | undefined {
  const numbers = sizes.filter(isKnown);
  if (numbers.some((it) => it !== numbers[0]))
    call.report(`its inputs differ in axis ${axis}: ${numbers.join(", ")}`);
  return numbers[0] ?? sizes[0];
}

function sizeOf(outputs: OutputTypes): number | undefined {
  const shape = shapeOf(outputs[0]);
  const count = shape && volume(shape);
  return isKnown(count) && count <= maxFoldedElements ? count : undefined;
}

function joined(call: Call): readonly Dim[] | undefined {
  const parts: { data: readonly Dim[]; run: number }[] = [];
  let outer: Dim | undefined;
  for (const i of positions(call)) {
    const shape = call.shape(i);
    const data = call.data(i);
    const axis = shape && normalizeAxis(axisOf(call), shape.length);
    if (!data || !isStatic(shape) || axis === undefined) return undefined;
    outer ??= volume(shape.slice(0, axis));
    const run = volume(shape.slice(axis));
    if (!isKnown(run)) return undefined;
    parts.push({ data, run });
  }
  const result: Dim[] = [];
  const rows = isKnown(outer) ? Math.min(outer, maxFoldedElements) : 0;
  for (let row = 0; row < rows; row++) {
    for (const { data, run } of parts) result.push(...data.slice(row * run, (row + 1) * run));
  }
  return result;
}

/**
 * A shape put together from sizes of which some are known only when the model runs: those become symbols, so that a
 * Reshape by it still knows its rank and its other sizes.
 */
function partlyJoined(call: Call): readonly Dim[] | undefined {
  const result: Dim[] = [];
  for (const i of positions(call)) {
    const data = call.data(i);
    const [length] = call.shape(i) ?? [];
    if (call.dtype(i) !== "int64" || !isKnown(length) || result.length + length > 16) return undefined;
    for (let k = 0; k < length; k++) result.push(data?.[k] ?? call.fresh(0, result.length));
  }
  return result.some((it, i) => !sameDim(it, call.fresh(0, i))) ? result : undefined;
}
