import { add, type Dim, isKnown, minimum, multiply, sameDim, subtract, symbolsOf } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { dtypeOf, shapeOf, tensor, type ValueType } from "../graph/value-type.ts";
import { type Call, type Known } from "./contract/call.ts";
import { countedTrips } from "./contract/counted-loop.ts";
import { type Operator } from "./contract/operator.ts";
import { unionType } from "./contract/union-type.ts";

/**
 * Runs its body until a trip count or a condition ends it. The body gets the iteration, the condition and the carried
 * values; it gives the condition, the carried values and one element of each scan output.
 */
export const loop: Operator = {
  type: "Loop",
  doc: "Runs its body again and again, carrying values along.",
  roles: ["setting", "setting"],

  infer(call) {
    const { carried, outputs, trips } = settle(call);
    return Array.from({ length: call.outputCount }, (_, output) => {
      if (output < carried.length) return finalType(call, { output, carried, outputs, trips });
      return scanType(call, output, { element: outputs[output + 1]?.type, trips });
    });
  },
};

interface Run {
  readonly carried: readonly Known[];
  /** The condition, then the carried values, then the scan elements. */
  readonly outputs: readonly Known[];
  readonly trips: Dim | undefined;
}

// Each inference walks the body, and loops may be nested: a shape that has not settled by then stays unknown.
const maxInferences = 3;

/** Infers the body until what goes in is also what comes out. */
function settle(call: Call): Run {
  let carried = initialValues(call);
  // A condition that counts is settled here; of any other, the body tells whether it stays true.
  const counted = call.has(1) && call.numbers(1)?.[0] === 1 ? countedTrips(call) : undefined;
  let trips = tripsWhileTrue(call, counted);
  for (let inference = 1; ; inference++) {
    const condition: Known = { type: tensor("bool", []), ...(trips !== undefined && { data: [1] }) };
    const outputs = call.body("body", [{ type: tensor("int64", []) }, condition, ...carried], trips);
    const isLast = inference >= maxInferences;
    const next = carried.map((it, i) => widen(call, i, { before: it, after: outputs[i + 1], isLast }));
    const endsEarly =
      trips !== undefined && counted === undefined && call.has(1) && outputs[0]?.data?.[0] !== 1;
    if (isLast || (!endsEarly && next.every((it, i) => it === carried[i]))) {
      return { carried: next, outputs, trips: endsEarly ? undefined : trips };
    }
    carried = next;
    if (endsEarly) trips = undefined;
  }
}

function initialValues(call: Call): readonly Known[] {
  return Array.from({ length: Math.max(0, call.inputCount - 2) }, (_, i): Known => {
    const type = call.type(i + 2);
    const data = call.data(i + 2);
    return { ...(type && { type }), ...(data && { data }) };
  });
}

/**
 * How often the body runs if its condition stays true, or as long as it does where that is `counted`; undefined when
 * the condition or the count is not known.
 */
function tripsWhileTrue(call: Call, counted: Dim | undefined): Dim | undefined {
  const condition = call.has(1) ? call.numbers(1)?.[0] : 1;
  if (condition === 0) return 0;
  const count = call.has(0) ? call.data(0)?.[0] : undefined;
  // Exporters write "while" as the largest integer.
  const isEndless = isKnown(count) && count >= 2 ** 31 - 1;
  if (condition === undefined) return undefined;
  const isLimited = call.has(0) && !isEndless;
  if (!isLimited) return counted;
  const limit = isKnown(count) ? Math.max(0, count) : count;
  return limit === undefined || counted === undefined ? limit : minimum(limit, counted);
}

interface Step {
  readonly before: Known;
  readonly after: Known | undefined;
  readonly isLast: boolean;
}

/** What holds before every iteration: `before` itself when one iteration leaves it as it is. */
function widen(call: Call, output: number, { before, after, isLast }: Step): Known {
  const isSameData = before.data?.every((it, i) => sameDim(it, after?.data?.[i] ?? NaN)) ?? true;
  const type = isLast
    ? withoutChanging(before.type, after?.type)
    : widenType(call, output, [before.type, after?.type]);
  if (isSameData && type === before.type) return before;
  return { ...(type && { type }), ...(isSameData && before.data && { data: before.data }) };
}

function widenType(
  call: Call,
  output: number,
  [before, after]: readonly [ValueType | undefined, ValueType | undefined],
): ValueType | undefined {
  // A body whose output nothing tells gives no reason to doubt the initial type.
  if (!before || !after || isSettled(before, after, call, output)) return before ?? after;
  return unionType(before, after, (axis) => call.fresh(output, axis));
}

/** Sizes that are symbols of this loop already stand for any size. */
function isSettled(before: ValueType, after: ValueType, call: Call, output: number): boolean {
  if (before.kind === "sequence" || before.kind === "optional") {
    if (before.kind !== after.kind) return false;
    return (
      !before.element ||
      (after.element !== undefined && isSettled(before.element, after.element, call, output))
    );
  }
  const shape = shapeOf(before);
  const next = shapeOf(after);
  if (!shape || dtypeOf(before) !== dtypeOf(after)) return dtypeOf(before) === dtypeOf(after);
  if (shape.length !== next?.length) return false;
  return shape.every((it, axis) => sameDim(it, next[axis] ?? NaN) || sameDim(it, call.fresh(output, axis)));
}

function withoutChanging(before: ValueType | undefined, after: ValueType | undefined): ValueType | undefined {
  if (!before || !after || before.kind !== "tensor" || shapeOf(before)?.length === shapeOf(after)?.length)
    return before;
  return tensor(dtypeOf(before), undefined);
}

/** A carried value after the last iteration: an axis that grows by the same amount each time is known exactly. */
function finalType(call: Call, at: Run & { readonly output: number }): ValueType | undefined {
  const { output, carried, outputs, trips } = at;
  const type = carried[output]?.type;
  const shape = shapeOf(type);
  const initial = call.shape(output + 2);
  const next = shapeOf(outputs[output + 1]?.type);
  if (type?.kind !== "tensor" || !shape || !initial || trips === undefined) return type;
  return { ...type, shape: shape.map((size, axis) => grown(size, { axis, initial, next, trips })) };
}

interface Growth {
  readonly axis: number;
  readonly initial: Shape;
  readonly next: Shape | undefined;
  readonly trips: Dim;
}

function grown(size: Dim, { axis, initial, next, trips }: Growth): Dim {
  const first = initial[axis];
  const after = next?.[axis];
  if (isKnown(size) || first === undefined || after === undefined || sameDim(size, first)) return size;
  const step = subtract(after, size);
  const ownSymbols = symbolsOf(size);
  return [...symbolsOf(step)].some((it) => ownSymbols.has(it)) ? size : add(first, multiply(trips, step));
}

function scanType(
  call: Call,
  output: number,
  { element, trips }: { readonly element: ValueType | undefined; readonly trips: Dim | undefined },
): ValueType {
  const shape = shapeOf(element);
  return tensor(dtypeOf(element), shape && [trips ?? call.fresh(output, 0), ...shape]);
}
