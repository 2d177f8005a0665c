import { isFloat } from "../graph/data-type.ts";
import { add, type Dim, maximum, minimum, multiply } from "../graph/dim.ts";
import { isStatic } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { reducedAxes, reducedGroups, reductionShape } from "./contract/reduction.ts";
import { storedValue } from "./contract/stored-value.ts";
import { maxFoldedElements } from "./contract/strided.ts";

/** One value from many; undefined when not known. */
type Combine = (values: readonly Dim[], call: Call) => Dim | undefined;

const sum: Combine = (values) => values.reduce(add, 0);
const product: Combine = (values) => values.reduce(multiply, 1);
const largest: Combine = ([first, ...others]) =>
  first === undefined ? first : others.reduce(maximum, first);
const smallest: Combine = ([first, ...others]) =>
  first === undefined ? first : others.reduce(minimum, first);
const squares: Combine = (values, call) =>
  sum(
    values.map((it) => multiply(it, it)),
    call,
  );

function mean(values: readonly Dim[], call: Call): Dim | undefined {
  const total = sum(values, call);
  if (total === undefined || values.length === 0) return undefined;
  if (isFloat(call.dtype(0))) return multiply(total, 1 / values.length);
  return typeof total === "number" ? Math.trunc(total / values.length) : undefined;
}

const rows: readonly (readonly [type: string, doc: string, combine?: Combine])[] = [
  ["ReduceL1", "Sum of absolute values over axes."],
  ["ReduceL2", "Square root of the sum of squares over axes."],
  ["ReduceLogSum", "Logarithm of the sum over axes."],
  ["ReduceLogSumExp", "Logarithm of the sum of exponentials over axes."],
  ["ReduceMax", "Largest value over axes.", largest],
  ["ReduceMean", "Mean over axes.", mean],
  ["ReduceMin", "Smallest value over axes.", smallest],
  ["ReduceProd", "Product over axes.", product],
  ["ReduceSum", "Sum over axes.", sum],
  ["ReduceSumSquare", "Sum of squares over axes.", squares],
];

/** x, axes → y. The axes are an attribute before opset 18 (ReduceSum: 13), an input since. */
export const reductions: readonly Operator[] = rows.map(([type, doc, combine]) => ({
  type,
  doc,
  roles: ["data", "setting"],
  infer: (call) => [tensor(call.dtype(0), reductionShape(call))],
  ...(combine && { fold: (call) => [reduced(call, combine)] }),
}));

function reduced(call: Call, combine: Combine): readonly Dim[] | undefined {
  const data = call.data(0);
  const shape = call.shape(0);
  if (!data || data.length > maxFoldedElements || !isStatic(shape)) return undefined;
  const axes = reducedAxes(call, shape.length);
  if (!axes) return undefined;
  const result: Dim[] = [];
  for (const values of reducedGroups(data, shape, axes)) {
    const value = storedValue(combine(values, call), call.dtype(0));
    if (value === undefined) return undefined;
    result.push(value);
  }
  return result;
}
