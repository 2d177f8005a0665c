import { type Dim, isKnown } from "../../graph/dim.ts";
import { normalizeAxis } from "../../graph/shape.ts";
import { type Call } from "./call.ts";

// A file that claims a larger rank is damaged; NumPy and PyTorch stop at 64.
const maxRank = 64;

/** True when the list (axes, pads, sizes, …) is given: older opsets take it as an attribute, newer ones as an input. */
export function hasList(call: Call, name: string, input: number): boolean {
  return call.ints(name) !== undefined || call.has(input);
}

/** The list's values; undefined when it is omitted or when they are known only when the model runs. */
export function listOf(call: Call, name: string, input: number): readonly Dim[] | undefined {
  return call.ints(name) ?? call.data(input);
}

/** How many values the list has, even where the values are not known. */
export function lengthOfList(call: Call, name: string, input: number): number | undefined {
  const values = listOf(call, name, input);
  if (values) return values.length;
  const shape = call.shape(input);
  const [length] = shape ?? [];
  return shape?.length === 1 && isKnown(length) && length >= 0 && length <= maxRank ? length : undefined;
}

/** An axis as a position in a tensor of this rank. One out of range is reported. */
export function axisIn(call: Call, axis: number, rank: number): number | undefined {
  const position = normalizeAxis(axis, rank);
  if (position === undefined) call.report(`axis ${axis} is not one of its ${rank} axes`);
  return position;
}

/** The same for a list of axes; undefined when one is out of range or not a number. */
export function axesIn(call: Call, axes: readonly Dim[], rank: number): readonly number[] | undefined {
  const positions: number[] = [];
  for (const axis of axes) {
    const position = isKnown(axis) ? axisIn(call, axis, rank) : undefined;
    if (position === undefined) return undefined;
    positions.push(position);
  }
  return positions;
}
