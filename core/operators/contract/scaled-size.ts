import { type Dim, floorDivide, isKnown, multiply } from "../../graph/dim.ts";

/**
 * floor(size × scale) with a float32 scale. Runtimes multiply in float32, which is what lets 10 × 0.7 come out as 7
 * although the float32 nearest to 0.7 is smaller. For a symbolic size the scale is read as the fraction it stands for.
 */
export function scaledSize(size: Dim, scale: number): Dim | undefined {
  if (!Number.isFinite(scale) || scale < 0) return undefined;
  if (isKnown(size)) return Math.floor(Math.fround(Math.fround(size) * Math.fround(scale)));
  const fraction = fractionFor(scale);
  return fraction && floorDivide(multiply(size, fraction[0]), fraction[1]);
}

const largestDenominator = 1024;

/** The simplest fraction that rounds to the same float32. */
function fractionFor(scale: number): readonly [number, number] | undefined {
  for (let below = 1; below <= largestDenominator; below++) {
    const above = Math.round(scale * below);
    if (Math.fround(above / below) === Math.fround(scale)) return [above, below];
  }
  return undefined;
}
