import { type Dim, subtract, type Symbolic } from "../../graph/dim.ts";

/** What a value lies between, whatever its symbols stand for; infinite where nothing limits it. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Symbols come from sizes, so they are taken to be 0 or more. */
export function boundsOf(dim: Dim): Bounds {
  if (typeof dim === "number") return { low: dim, high: dim };
  let low = 0;
  let high = 0;
  for (const { coefficient, factors } of dim.terms) {
    const isConstant = factors.length === 0;
    const isPositive = factors.every(isNonNegative);
    low += isConstant ? coefficient : isPositive && coefficient > 0 ? 0 : -Infinity;
    high += isConstant ? coefficient : isPositive && coefficient < 0 ? 0 : Infinity;
  }
  return { low, high };
}

/** Bounds of a - b: both 0 when the two are the same. */
export function difference(a: Dim, b: Dim): Bounds {
  return boundsOf(subtract(a, b));
}

function isNonNegative(factor: Symbolic["terms"][number]["factors"][number]): boolean {
  const { operation, operands } = factor;
  if (!operands) return true;
  const isAtLeastZero = (it: Dim) => boundsOf(it).low >= 0;
  return operation === "max" ? operands.some(isAtLeastZero) : operands.every(isAtLeastZero);
}
