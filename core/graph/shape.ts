import { type Bindings, bindDim, type Dim, dimText, isKnown, isSize, multiply, sameDim } from "./dim.ts";

/** Dimensions, outermost first. An unknown rank is `undefined` in place of a shape. */
export type Shape = readonly Dim[];

/** Number of elements: 1 for a scalar. */
export function volume(shape: Shape): Dim {
  let product: Dim = 1;
  for (const dim of shape) product = multiply(product, dim);
  return product;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, i) => sameDim(dim, b[i] ?? -1));
}

export function isStatic(shape: Shape | undefined): shape is readonly number[] {
  return shape !== undefined && shape.every(isKnown);
}

/** With numbers in place of the symbols; a size that this would make impossible (`n - 5` with 1 for n) stays as it is. */
export function bindShape(shape: Shape, bindings: Bindings): Shape {
  return shape.map((it) => {
    const bound = bindDim(it, bindings);
    return isSize(bound) ? bound : it;
  });
}

/** As people write it: `1×3×224×224`; a scalar is `scalar`. */
export function shapeText(shape: Shape | undefined): string {
  if (!shape) return "unknown shape";
  return shape.length === 0 ? "scalar" : shape.map(dimText).join("×");
}

/** NumPy broadcasting; undefined when two known sizes contradict. */
export function broadcast(shapes: readonly Shape[]): Shape | undefined {
  // Not by Math.max(...): that takes no hundred thousand arguments.
  const rank = shapes.reduce((most, it) => Math.max(most, it.length), 0);
  const result: Dim[] = [];
  for (let fromEnd = rank; fromEnd > 0; fromEnd--) {
    const sizes = shapes.filter((it) => it.length >= fromEnd).map((it) => it[it.length - fromEnd] ?? 1);
    const dim = broadcastDim(sizes);
    if (dim === undefined) return undefined;
    result.push(dim);
  }
  return result;
}

function broadcastDim(sizes: readonly Dim[]): Dim | undefined {
  let result: Dim = 1;
  for (const size of sizes) {
    if (size === 1 || sameDim(size, result)) continue;
    if (result === 1) result = size;
    else if (isKnown(result) && isKnown(size)) return undefined;
    // A symbol beside a known size other than 1 must equal it, or be 1.
    else if (isKnown(size)) result = size;
  }
  return result;
}

/** Turns a negative axis into its position from the front; undefined when out of range. */
export function normalizeAxis(axis: number, rank: number): number | undefined {
  const position = axis < 0 ? axis + rank : axis;
  return Number.isInteger(position) && position >= 0 && position < rank ? position : undefined;
}
