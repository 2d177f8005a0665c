import { type Dim, floorDivide, isKnown, sameDim } from "../../graph/dim.ts";
import { type Shape, volume } from "../../graph/shape.ts";

/**
 * Volume of `numerator` over volume of `denominator`, for a division that the model promises to come out even.
 * Equal sizes cancel before anything is multiplied out, so sums like `past + seq` divide away too.
 */
export function quotient(numerator: Shape, denominator: Shape): Dim | undefined {
  const above = [...numerator];
  const below: Dim[] = [];
  for (const size of denominator) {
    const same = above.findIndex((it) => sameDim(it, size));
    if (same >= 0 && size !== 0) above.splice(same, 1);
    else below.push(size);
  }
  const [knownAbove, symbolicAbove] = parts(above);
  const [knownBelow, symbolicBelow] = parts(below);
  if (sameDim(symbolicAbove, symbolicBelow)) return floorDivide(knownAbove, knownBelow);
  return floorDivide(volume(above), volume(below));
}

function parts(shape: Shape): [Dim, Dim] {
  return [volume(shape.filter(isKnown)), volume(shape.filter((it) => !isKnown(it)))];
}
