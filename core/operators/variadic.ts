import { add, type Dim, maximum, minimum, multiply } from "../graph/dim.ts";
import { isFloat } from "../graph/data-type.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { broadcastShape, combineElements, inputShapes, operandOf } from "./contract/elementwise.ts";
import { type Operator } from "./contract/operator.ts";

type Combine = (values: readonly Dim[], call: Call) => Dim | undefined;

const reduce =
  (combine: (a: Dim, b: Dim) => Dim): Combine =>
  ([first, ...others]) =>
    first === undefined ? undefined : others.reduce(combine, first);

const sum = reduce(add);

function mean(values: readonly Dim[], call: Call): Dim | undefined {
  const total = sum(values, call);
  return total !== undefined && isFloat(call.dtype(0)) ? multiply(total, 1 / values.length) : undefined;
}

const rows: readonly (readonly [type: string, doc: string, combine: Combine])[] = [
  ["Max", "The largest of all inputs, element by element.", reduce(maximum)],
  ["Mean", "The mean of all inputs, element by element.", mean],
  ["Min", "The smallest of all inputs, element by element.", reduce(minimum)],
  ["Sum", "The sum of all inputs, element by element.", sum],
];

/** Element by element over any number of tensors that broadcast. */
export const variadic: readonly Operator[] = rows.map(([type, doc, combine]) => ({
  type,
  doc,
  infer: (call) => [tensor(call.dtype(0), broadcastShape(call, inputShapes(call)))],
  fold: (call, [output]) => {
    const operands = Array.from({ length: call.inputCount }, (_, i) => operandOf(call, i));
    return [combineElements(operands, output, (values) => combine(values, call))];
  },
}));
