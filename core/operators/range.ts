import { isFloat } from "../graph/data-type.ts";
import { add, ceilDivide, type Dim, isKnown, multiply, subtract } from "../graph/dim.ts";
import { tensor, shapeOf } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { storedValue } from "./contract/stored-value.ts";
import { maxFoldedElements } from "./contract/strided.ts";
import { isIntegral } from "./contract/symbolic-rounding.ts";

/** start, limit, delta → [ceil((limit - start) / delta)] numbers. */
export const range: Operator = {
  type: "Range",
  doc: "Numbers from start up to limit (not included) in steps of delta.",
  roles: ["setting", "setting", "setting"],
  infer: (call) => [
    tensor(call.dtype(0) ?? call.dtype(1) ?? call.dtype(2), [sizeOrFresh(call, count(call), 0)]),
  ],

  fold(call, [output]) {
    const [start, , delta] = settings(call);
    const size = shapeOf(output)?.[0];
    if (start === undefined || delta === undefined || !isKnown(size) || size > maxFoldedElements)
      return undefined;
    const values: Dim[] = [];
    for (let i = 0; i < size; i++) {
      const value = storedValue(add(start, multiply(delta, i)), call.dtype(0));
      if (value === undefined) return undefined;
      values.push(value);
    }
    return [values];
  },
};

function settings(call: Call): readonly (Dim | undefined)[] {
  return [0, 1, 2].map((it) => call.data(it)?.[0]);
}

function count(call: Call): Dim | undefined {
  const [start, limit, delta] = settings(call);
  if (start === undefined || limit === undefined || delta === undefined) return undefined;
  const distance = subtract(limit, start);
  if (isKnown(distance) && isKnown(delta)) {
    const exact = isFloat(call.dtype(0)) ? storedValue(distance, call.dtype(0)) : distance;
    return isKnown(exact) ? Math.max(0, Math.ceil(exact / delta) + 0) : undefined;
  }
  // A symbolic range is taken to run the right way: an empty one would not be worth a node.
  const isDownward = isKnown(delta) && delta < 0;
  const steps = isDownward
    ? ceilDivide(multiply(distance, -1), multiply(delta, -1))
    : ceilDivide(distance, delta);
  return steps !== undefined && isIntegral(steps) ? steps : undefined;
}
