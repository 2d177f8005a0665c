import { add, ceilDivide, type Dim, isKnown, minimum, multiply, subtract } from "../graph/dim.ts";
import { isStatic, type Shape, shapeText, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { boundsOf } from "./contract/bounds.ts";
import { type Call } from "./contract/call.ts";
import { axesIn, hasList, lengthOfList, listOf } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { readView, rowMajor } from "./contract/strided.ts";

/** A range of every axis named, as NumPy's x[start:end:step]. */
export const slice: Operator = {
  type: "Slice",
  doc: "Takes a range of some axes.",
  roles: ["data", "setting", "setting", "setting", "setting"],

  infer(call) {
    const x = call.shape(0);
    return [tensor(call.dtype(0), x && sliced(call, x))];
  },

  fold(call, outputs) {
    const x = call.shape(0);
    const data = call.data(0);
    const sizes = shapeOf(outputs[0]);
    const ranges = isStatic(x) ? rangesOf(call, x) : undefined;
    if (!data || !isStatic(x) || !isStatic(sizes) || !ranges) return undefined;
    const strides = rowMajor(x);
    let offset = 0;
    for (const { axis, first, step } of ranges) {
      if (!isKnown(first)) return undefined;
      offset += first * (strides[axis] ?? 1);
      strides[axis] = (strides[axis] ?? 1) * step;
    }
    return [readView(data, { sizes, strides, offset })];
  },

  moves: (_, [y]) => {
    const written = shapeOf(y);
    return { reads: [written && volume(written)] };
  },
};

interface Range {
  readonly axis: number;
  readonly first: Dim;
  readonly step: number;
  readonly size: Dim | undefined;
}

function sliced(call: Call, x: Shape): Shape | undefined {
  const ranges = rangesOf(call, x);
  if (!ranges) {
    // Without a list of axes the ranges are for the first ones, so the others keep their size.
    const count = hasList(call, "axes", 3) ? x.length : (lengthOfList(call, "starts", 1) ?? x.length);
    return x.map((size, axis) => (axis < count && !isUntouched(call, axis, x) ? call.fresh(0, axis) : size));
  }
  const sizes = [...x];
  for (const { axis, size } of ranges) sizes[axis] = sizeOrFresh(call, size, axis);
  return sizes;
}

/** True when the axes are known and this is none of them. */
function isUntouched(call: Call, axis: number, x: Shape): boolean {
  const axes = listOf(call, "axes", 3);
  return axes !== undefined && axes.every((it) => isKnown(it) && it !== axis && it + x.length !== axis);
}

/** The range of each sliced axis; undefined when starts, ends, axes or steps are not known. */
function rangesOf(call: Call, x: Shape): readonly Range[] | undefined {
  const starts = listOf(call, "starts", 1);
  const ends = listOf(call, "ends", 2);
  const steps = call.has(4) ? call.numbers(4) : [];
  const given = hasList(call, "axes", 3) ? listOf(call, "axes", 3) : starts?.map((_, i) => i);
  if (!starts || !ends || !steps || !given || starts.length !== ends.length) return undefined;
  const axes = axesIn(call, given, x.length);
  if (axes?.length !== starts.length) {
    if (axes) call.report(`${shapeText(starts)} are not starts for ${axes.length} axes`);
    return undefined;
  }
  return axes.map((axis, i) => {
    const step = steps[i] ?? 1;
    const size = x[axis] ?? 1;
    return { axis, step, ...extent(size, { start: starts[i] ?? 0, end: ends[i] ?? 0, step }) };
  });
}

interface Bounds {
  readonly start: Dim;
  readonly end: Dim;
  readonly step: number;
}

function extent(size: Dim, { start, end, step }: Bounds): { first: Dim; size: Dim | undefined } {
  if (!Number.isInteger(step) || step === 0) return { first: 0, size: undefined };
  // Backward, the first place is the last element and the end before all of them is -1.
  const places: Places =
    step > 0 ? { size, lowest: 0, highest: size } : { size, lowest: -1, highest: lastOf(size) };
  const first = isKnown(start) ? placeOf(start, places) : fromFront(start, size);
  const last = isKnown(end) ? placeOf(end, places) : fromFront(end, size);
  // A start computed from sizes of the model is meant to lie inside, and an end beside it as well.
  const isCut = isKnown(start) && !isKnown(end) && !isNegative(end);
  const reach = subtract(isCut ? minimum(last, places.highest) : last, first);
  const count = ceilDivide(step > 0 ? reach : multiply(reach, -1), Math.abs(step));
  return { first, size: isKnown(count) ? Math.max(0, count) : count };
}

interface Places {
  readonly size: Dim;
  readonly lowest: number;
  readonly highest: Dim;
}

/** Exporters write "to the end" as the largest 32-bit or 64-bit integer. */
const farAway = 2 ** 31 - 2;

/** A known place counted from the front, inside the axis. */
function placeOf(place: number, { size, lowest, highest }: Places): Dim {
  if (place <= -farAway) return lowest;
  if (place >= farAway) return highest;
  if (isKnown(size) && isKnown(highest))
    return Math.min(Math.max(place < 0 ? place + size : place, lowest), highest);
  // A symbolic size is at least 1, so its first and last elements exist.
  if (place < 0) return place === -1 ? lastOf(size) : subtract(size, minimum(-place, size));
  return place <= lowest + 1 ? place : minimum(place, highest);
}

function lastOf(size: Dim): Dim {
  return subtract(size, 1);
}

function fromFront(place: Dim, size: Dim): Dim {
  return isNegative(place) ? add(place, size) : place;
}

/** True for minus a size, and sums of such; a remainder like seq - 1, written with floor(-1/seq), is none. */
function isNegative(place: Dim): boolean {
  return isKnown(place) ? place < 0 : boundsOf(place).high <= 0;
}
