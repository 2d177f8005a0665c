import { type Dim, isSize } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { type Call } from "./call.ts";

/** The size when it can be one, otherwise a fresh symbol. */
export function sizeOrFresh(call: Call, size: Dim | undefined, axis: number, output = 0): Dim {
  return isSize(size) ? size : call.fresh(output, axis);
}

/** A shape of known rank and unknown sizes; undefined for an unknown rank. */
export function freshShape(call: Call, rank: number | undefined, output = 0): Shape | undefined {
  return rank === undefined ? undefined : Array.from({ length: rank }, (_, axis) => call.fresh(output, axis));
}
