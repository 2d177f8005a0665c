import { type Dim } from "../../graph/dim.ts";
import { broadcast, isStatic, type Shape, shapeText } from "../../graph/shape.ts";
import { shapeOf, type ValueType } from "../../graph/value-type.ts";
import { type Call } from "./call.ts";
import { storedValue } from "./stored-value.ts";

/** Larger results are not worth computing: no shape has that many sizes. */
const maxElements = 4096;

/** Shape of an element by element operation over these shapes; reported when they contradict. */
export function broadcastShape(call: Call, shapes: readonly (Shape | undefined)[]): Shape | undefined {
  const known = shapes.filter((it) => it !== undefined);
  const result = broadcast(known);
  if (!result) call.report(`${known.map(shapeText).join(" and ")} do not broadcast`);
  return known.length === shapes.length ? result : undefined;
}

/** The shapes of all inputs. */
export function inputShapes(call: Call): readonly (Shape | undefined)[] {
  return Array.from({ length: call.inputCount }, (_, i) => call.shape(i));
}

/** Known values of one input of an element by element operation. */
export interface Operand {
  readonly data: readonly Dim[];
  readonly shape: readonly number[];
}

/** `shape` is given where it is not that of the input (broadcast by the attribute axis). */
export function operandOf(call: Call, input: number, shape = call.shape(input)): Operand | undefined {
  const data = call.data(input);
  if (!data || !isStatic(shape) || shape.reduce((product, it) => product * it, 1) !== data.length) return undefined;
  return { data, shape };
}

/** Values of the output, each from the values that broadcast to it; undefined when one is. */
export function combineElements(
  operands: readonly (Operand | undefined)[],
  output: ValueType | undefined,
  combine: (values: readonly Dim[]) => Dim | undefined,
): readonly Dim[] | undefined {
  const shape = shapeOf(output);
  const given = operands.filter((it) => it !== undefined);
  if (!isStatic(shape) || given.length < operands.length) return undefined;
  const count = shape.reduce((product, it) => product * it, 1);
  if (count > maxElements) return undefined;
  const dtype = output && "dtype" in output ? output.dtype : undefined;
  const result: Dim[] = [];
  for (let position = 0; position < count; position++) {
    const values = given.map((it) => it.data[positionIn(it.shape, shape, position)] ?? 0);
    const value = storedValue(combine(values), dtype);
    if (value === undefined) return undefined;
    result.push(value);
  }
  return result;
}

/** Where the value lies that is broadcast to `position` of the output. */
function positionIn(shape: readonly number[], output: readonly number[], position: number): number {
  let rest = position;
  let index = 0;
  let stride = 1;
  for (let fromEnd = 1; fromEnd <= shape.length; fromEnd++) {
    const size = output[output.length - fromEnd] ?? 1;
    const own = shape[shape.length - fromEnd] ?? 1;
    if (own !== 1) index += (rest % size) * stride;
    rest = Math.floor(rest / size);
    stride *= own;
  }
  return index;
}
