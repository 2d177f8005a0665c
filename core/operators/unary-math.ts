import { type Dim, multiply } from "../graph/dim.ts";
import { boundsOf } from "./contract/bounds.ts";
import { combineElements, operandOf } from "./contract/elementwise.ts";
import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";
import { roundHalfEven } from "./contract/stored-value.ts";
import { ceilOf, floorOf, isIntegral } from "./contract/symbolic-rounding.ts";

type Fold = (value: Dim) => Dim | undefined;

/** Computes numbers only; symbols have no such form. */
const ofNumber =
  (compute: (value: number) => number): Fold =>
  (value) =>
    typeof value === "number" ? compute(value) : undefined;

function absolute(value: Dim): Dim | undefined {
  if (typeof value === "number") return Math.abs(value);
  const { low, high } = boundsOf(value);
  return low >= 0 ? value : high <= 0 ? multiply(value, -1) : undefined;
}

function round(value: Dim): Dim | undefined {
  if (typeof value === "number") return roundHalfEven(value);
  return isIntegral(value) ? value : undefined;
}

const rows: readonly (readonly [type: string, doc: string, fold?: Fold])[] = [
  ["Abs", "Absolute value of each element.", absolute],
  ["Acos", "Inverse cosine of each element."],
  ["Acosh", "Inverse hyperbolic cosine of each element."],
  ["Asin", "Inverse sine of each element."],
  ["Asinh", "Inverse hyperbolic sine of each element."],
  ["Atan", "Inverse tangent of each element."],
  ["Atanh", "Inverse hyperbolic tangent of each element."],
  ["Ceil", "Each element rounded up to a whole number.", ceilOf],
  ["Cos", "Cosine of each element.", ofNumber(Math.cos)],
  ["Cosh", "Hyperbolic cosine of each element."],
  ["Erf", "Gauss error function of each element."],
  ["Exp", "e to the power of each element.", ofNumber(Math.exp)],
  ["Floor", "Each element rounded down to a whole number.", floorOf],
  ["Log", "Natural logarithm of each element.", ofNumber(Math.log)],
  ["Neg", "Each element with its sign turned.", (it) => multiply(it, -1)],
  ["Reciprocal", "1 divided by each element.", ofNumber((it) => 1 / it)],
  ["Round", "Each element rounded to the nearest whole number, halves to even.", round],
  ["Sign", "-1, 0 or 1, after the sign of each element.", ofNumber(Math.sign)],
  ["Sin", "Sine of each element.", ofNumber(Math.sin)],
  ["Sinh", "Hyperbolic sine of each element."],
  ["Sqrt", "Square root of each element.", ofNumber(Math.sqrt)],
  ["Tan", "Tangent of each element."],
  ["Tanh", "Hyperbolic tangent of each element: squashes into -1 to 1."],
];

/** Functions of one element: x → y of the same shape and type. */
export const unaryMath: readonly Operator[] = rows.map(([type, doc, fold]) => ({
  type,
  doc,
  infer: sameType,
  ...(fold && {
    fold: (call, [output]) => [combineElements([operandOf(call, 0)], output, ([it = 0]) => fold(it))],
  }),
}));
