import { add, ceilDivide, type Dim, floorDivide, multiply } from "../../graph/dim.ts";

// Shapes are scaled by small ratios (1/2, 3/4, 1/32); float32 keeps those to seven digits.
const largestDenominator = 1024;
const tolerance = 1e-6;

/** True when it is a whole number whatever its symbols stand for. */
export function isIntegral(dim: Dim): boolean {
  if (typeof dim === "number") return Number.isInteger(dim);
  return dim.terms.every(
    ({ coefficient, factors }) =>
      Number.isInteger(coefficient) &&
      factors.every(
        (it) => it.operation === "floor" || it.operation === "ceil" || !it.operands?.some(isFraction),
      ),
  );
}

/** Rounds toward minus infinity: `0.5*H` gives `floor(H/2)`; undefined when it has no such form. */
export function floorOf(dim: Dim): Dim | undefined {
  if (typeof dim === "number") return Math.floor(dim);
  const ratio = ratioOf(dim);
  return ratio && floorDivide(ratio.numerator, ratio.denominator);
}

/** Rounds toward plus infinity, likewise. */
export function ceilOf(dim: Dim): Dim | undefined {
  if (typeof dim === "number") return Math.ceil(dim);
  const ratio = ratioOf(dim);
  return ratio && ceilDivide(ratio.numerator, ratio.denominator);
}

interface Ratio {
  readonly numerator: Dim;
  readonly denominator: number;
}

function isFraction(dim: Dim): boolean {
  return !isIntegral(dim);
}

/** The same value as whole multiples of its symbols over a small number. */
function ratioOf(dim: Exclude<Dim, number>): Ratio | undefined {
  if (isIntegral(dim)) return { numerator: dim, denominator: 1 };
  for (let denominator = 1; denominator <= largestDenominator; denominator++) {
    if (!dim.terms.every((it) => isNearInteger(it.coefficient * denominator))) continue;
    let numerator: Dim = 0;
    for (const term of dim.terms) {
      const unit = floorDivide({ terms: [term], text: "" }, term.coefficient) ?? 1;
      numerator = add(numerator, multiply(unit, Math.round(term.coefficient * denominator)));
    }
    return isIntegral(numerator) ? { numerator, denominator } : undefined;
  }
  return undefined;
}

function isNearInteger(value: number): boolean {
  return Math.abs(value - Math.round(value)) < tolerance;
}
