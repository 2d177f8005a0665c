import { type Dim } from "../../graph/dim.ts";
import { broadcast, isStatic, type Shape, shapeText } from "../../graph/shape.ts";
import { dtypeOf, shapeOf, type ValueType } from "../../graph/value-type.ts";
import { type Call } from "./call.ts";
import { storedValue } from "./stored-value.ts";
import { maxFoldedElements, positionIn, rowMajor, type View } from "./strided.ts";

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
  if (!data || !isStatic(shape) || elementsOf(shape) !== data.length) return undefined;
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
  const count = elementsOf(shape);
  if (count > maxFoldedElements) return undefined;
  const views = given.map((it) => broadcastView(it.shape, shape));
  const result: Dim[] = [];
  for (let flat = 0; flat < count; flat++) {
    const values = views.map((it, i) => given[i]?.data[positionIn(it, flat)] ?? 0);
    const value = storedValue(combine(values), dtypeOf(output));
    if (value === undefined) return undefined;
    result.push(value);
  }
  return result;
}

/** The operand as it lies under the output: an axis of size 1 stays where it is. */
function broadcastView(shape: readonly number[], output: readonly number[]): View {
  const own = rowMajor(shape);
  const missing = output.length - shape.length;
  const strides = output.map((_, axis) => (shape[axis - missing] === 1 ? 0 : (own[axis - missing] ?? 0)));
  return { sizes: output, strides };
}

function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, it) => product * it, 1);
}
