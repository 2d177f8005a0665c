import { type DataType } from "../../graph/data-type.ts";
import { type Dim } from "../../graph/dim.ts";
import { type Shape } from "../../graph/shape.ts";
import { tensor } from "../../graph/value-type.ts";
import { type Call } from "./call.ts";
import { broadcastShape, combineElements, operandOf } from "./elementwise.ts";
import { type Operator, type OutputTypes } from "./operator.ts";

/** How one pair of values makes the output value; undefined when not known. `call` holds dtype and attributes. */
export type Combine = (a: Dim, b: Dim, call: Call) => Dim | undefined;

/** a, b → c, broadcast; `dtype` is given where the output is of another type than the inputs. */
export function inferBinary(call: Call, dtype?: DataType): OutputTypes {
  return [tensor(dtype ?? call.dtype(0) ?? call.dtype(1), binaryShape(call))];
}

/** Folds a binary operator value by value. */
export function foldBinary(combine: Combine): NonNullable<Operator["fold"]> {
  return (call, [output]) => {
    const operands = [operandOf(call, 0), operandOf(call, 1, secondShape(call))];
    return [combineElements(operands, output, ([a = 0, b = 0]) => combine(a, b, call))];
  };
}

function binaryShape(call: Call): Shape | undefined {
  const a = call.shape(0);
  // Before opset 7 only b could broadcast, so a says it all.
  if (call.opset < 7 && a) return a;
  return broadcastShape(call, [a, secondShape(call)]);
}

/** Before opset 7 `axis` says where b starts in a: what is behind it is filled up with 1. */
function secondShape(call: Call): Shape | undefined {
  const b = call.shape(1);
  const a = call.shape(0);
  const axis = call.int("axis");
  if (call.opset >= 7 || axis === undefined || !a || !b) return b;
  const missing = a.length - (axis < 0 ? axis + a.length : axis) - b.length;
  return missing > 0 && missing < a.length ? [...b, ...new Array<Dim>(missing).fill(1)] : b;
}
