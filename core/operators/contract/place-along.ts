import { normalizeAxis } from "../../graph/shape.ts";
import { positionIn, rowMajor } from "./strided.ts";

/** Data of shape `x`, addressed by indices of shape `sizes` along one axis (GatherElements, ScatterElements). */
export interface Addressing {
  readonly x: readonly number[];
  readonly sizes: readonly number[];
  readonly axis: number;
}

/** The element that the `flat`-th index names; undefined when the index is out of range. */
export function placeAlong({ x, sizes, axis }: Addressing, index: number, flat: number): number | undefined {
  const entry = normalizeAxis(index, x[axis] ?? 1);
  const own = rowMajor(x);
  const strides = own.map((it, i) => (i === axis ? 0 : it));
  return entry === undefined ? undefined : positionIn({ sizes, strides }, flat) + entry * (own[axis] ?? 1);
}
