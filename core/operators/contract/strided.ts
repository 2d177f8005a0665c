import { type Dim, isKnown } from "../../graph/dim.ts";
import { volume } from "../../graph/shape.ts";

/** A way to walk row-major data: Transpose, Slice, Expand, Tile and their like differ only in this. */
export interface View {
  readonly sizes: readonly number[];
  /** Elements from one position to the next, by axis. */
  readonly strides: readonly number[];
  readonly offset?: number;
}

/** Folding is for shapes and small tables; larger results are not worth their memory. */
export const maxFoldedElements = 4096;

/** Strides of a dense row-major tensor. */
export function rowMajor(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = (strides[i + 1] ?? 1) * (shape[i + 1] ?? 1);
  return strides;
}

/** The elements that a view shows, in order; undefined when it is large or reaches outside the data. */
export function readView(data: readonly Dim[], view: View): readonly Dim[] | undefined {
  const count = volume(view.sizes);
  if (!isKnown(count) || !(count >= 0 && count <= maxFoldedElements)) return undefined;
  const result: Dim[] = [];
  for (let flat = 0; flat < count; flat++) {
    const value = data[positionIn(view, flat)];
    if (value === undefined) return undefined;
    result.push(value);
  }
  return result;
}

/** Where the `flat`-th element of the view lies in the data. */
export function positionIn({ sizes, strides, offset = 0 }: View, flat: number): number {
  let position = offset;
  let rest = flat;
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const size = sizes[axis] ?? 1;
    position += (rest % size) * (strides[axis] ?? 0);
    rest = Math.floor(rest / size);
  }
  return position;
}
