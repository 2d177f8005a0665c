import { type Dim } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";
import { axesIn, lengthOfList, listOf } from "./list-setting.ts";
import { freshShape } from "./size.ts";

/** The axes of input 0 that a Reduce operator takes together; undefined when only the running model knows. */
export function reducedAxes(call: Call, rank: number): readonly number[] | undefined {
  const given = listOf(call, "axes", 1);
  if (given === undefined && call.has(1) && lengthOfList(call, "axes", 1) !== 0) return undefined;
  if (given && given.length > 0) return axesIn(call, given, rank);
  return call.int("noop_with_empty_axes", 0) === 1 ? [] : Array.from({ length: rank }, (_, axis) => axis);
}

/** What is left of x: 1 in place of each axis when `keepdims`, otherwise nothing. */
export function reducedShape(x: Shape, axes: readonly number[], keepdims: boolean): Shape {
  const reduced = new Set(axes);
  return keepdims
    ? x.map((size, axis) => (reduced.has(axis) ? 1 : size))
    : x.filter((_, axis) => !reduced.has(axis));
}

/** Output shape of a Reduce operator with axes in an attribute or input 1. */
export function reductionShape(call: Call): Shape | undefined {
  const x = call.shape(0);
  const keepdims = call.int("keepdims", 1) !== 0;
  if (!x) return undefined;
  const axes = reducedAxes(call, x.length);
  if (axes) return reducedShape(x, axes, keepdims);
  if (keepdims) return freshShape(call, x.length);
  const count = lengthOfList(call, "axes", 1);
  return count === undefined || count > x.length ? undefined : freshShape(call, x.length - count);
}

/** The values of input 0 that go into each output value, in the order of the output. */
export function reducedGroups(
  data: readonly Dim[],
  x: readonly number[],
  axes: readonly number[],
): readonly Dim[][] {
  const reduced = new Set(axes);
  const count = x.reduce((product, size, axis) => (reduced.has(axis) ? product : product * size), 1);
  const groups: Dim[][] = Array.from({ length: count }, () => []);
  data.forEach((value, flat) => {
    let rest = flat;
    let target = 0;
    let stride = 1;
    for (let axis = x.length - 1; axis >= 0; axis--) {
      const size = x[axis] ?? 1;
      if (!reduced.has(axis)) {
        target += (rest % size) * stride;
        stride *= size;
      }
      rest = Math.floor(rest / size);
    }
    groups[target]?.push(value);
  });
  return groups;
}
