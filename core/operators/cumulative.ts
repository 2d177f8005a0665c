import { add, type Dim, isKnown, multiply } from "../graph/dim.ts";
import { isStatic, normalizeAxis } from "../graph/shape.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";
import { storedValue } from "./contract/stored-value.ts";
import { maxFoldedElements, rowMajor } from "./contract/strided.ts";

interface Step {
  readonly start: number;
  readonly combine: (a: Dim, b: Dim) => Dim;
}

const rows: readonly (readonly [type: string, doc: string, step: Step])[] = [
  ["CumSum", "Running sum along an axis.", { start: 0, combine: add }],
  ["CumProd", "Running product along an axis.", { start: 1, combine: multiply }],
];

/** x, axis → y of the shape of x. */
export const cumulative: readonly Operator[] = rows.map(([type, doc, step]) => ({
  type,
  doc,
  roles: ["data", "setting"],
  infer: sameType,
  fold: (call) => [running(call, step)],
}));

function running(call: Call, { start, combine }: Step): readonly Dim[] | undefined {
  const data = call.data(0);
  const shape = call.shape(0);
  const given = call.data(1)?.[0];
  if (!data || data.length > maxFoldedElements || !isStatic(shape) || !isKnown(given)) return undefined;
  const axis = normalizeAxis(given, shape.length);
  if (axis === undefined) return undefined;
  const size = shape[axis] ?? 1;
  const stride = rowMajor(shape)[axis] ?? 1;
  const isExclusive = call.int("exclusive", 0) === 1;
  const isReverse = call.int("reverse", 0) === 1;
  const result: Dim[] = [...data];
  const sums = new Map<number, Dim>();
  for (let i = 0; i < data.length; i++) {
    const flat = isReverse ? data.length - 1 - i : i;
    // Elements that differ in this axis only share a line, named by its first element.
    const line = flat - (Math.floor(flat / stride) % size) * stride;
    const before = sums.get(line) ?? start;
    const after = storedValue(combine(before, data[flat] ?? 0), call.dtype(0));
    if (after === undefined) return undefined;
    sums.set(line, after);
    result[flat] = isExclusive ? before : after;
  }
  return result;
}
