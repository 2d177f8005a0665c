import { dataTypeFromCode } from "../graph/data-type.ts";
import { type Dim, dimText, floorDivide, isKnown, multiply, sameDim } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { dtypeOf, elementOf, shapeOf, tensor, type ValueType } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";
import { unionType } from "./contract/union-type.ts";

/** Lists of tensors. How long they are is known only when the model runs. */
export const sequences: readonly Operator[] = [
  { type: "SequenceConstruct", doc: "Makes a list of its input tensors.", infer: inferConstruct },
  { type: "SequenceEmpty", doc: "Makes an empty list.", infer: inferEmpty },
  {
    type: "SequenceAt",
    doc: "Takes one tensor out of a list.",
    roles: ["data", "setting"],
    infer: (call) => [separated(call, elementOf(call.type(0)))],
  },
  {
    type: "SequenceErase",
    doc: "Removes one tensor from a list.",
    roles: ["data", "setting"],
    infer: (call) => [sequence(elementOf(call.type(0)))],
  },
  {
    type: "SequenceInsert",
    doc: "Puts one more tensor into a list.",
    roles: ["data", "data", "setting"],
    infer: (call) => [
      sequence(elementOf(call.type(0)) && union(call, elementOf(call.type(0)), call.type(1))),
    ],
  },
  {
    type: "SequenceLength",
    doc: "How many tensors a list holds.",
    roles: ["setting"],
    infer: () => [tensor("int64", [])],
  },
  {
    type: "SplitToSequence",
    doc: "Cuts a tensor along an axis into a list of tensors.",
    roles: ["data", "setting"],
    infer: (call) => [sequence(tensor(call.dtype(0), partShape(call)))],
  },
  {
    type: "ConcatFromSequence",
    doc: "Joins the tensors of a list along an axis, or stacks them.",
    infer: (call) => [tensor(dtypeOf(elementOf(call.type(0))), joinedShape(call))],
  },
];

function sequence(element: ValueType | undefined): ValueType {
  return { kind: "sequence", ...(element && { element }) };
}

function union(call: Call, a: ValueType | undefined, b: ValueType | undefined): ValueType | undefined {
  return unionType(a, b, (axis) => call.fresh(0, axis));
}

function inferConstruct(call: Call): OutputTypes {
  let element = call.type(0);
  for (let i = 1; i < call.inputCount; i++) element = union(call, element, call.type(i));
  return [sequence(element)];
}

function inferEmpty(call: Call): OutputTypes {
  return [sequence(tensor(dataTypeFromCode(call.int("dtype", 1)), undefined))];
}

/**
 * One element, on its own. A size that differs between the elements has one symbol in the list's type; each element
 * taken out gets a symbol of its own, so that two of them do not pass for equal.
 */
function separated(call: Call, element: ValueType | undefined): ValueType | undefined {
  const shape = shapeOf(element);
  if (!element || !shape) return element;
  const sizes = shape.map((size, axis) => (/_d\d+$/.test(dimText(size)) ? call.fresh(0, axis) : size));
  return tensor(dtypeOf(element), sizes);
}

/** Shape of the parts of SplitToSequence, with a fresh size where they differ. */
function partShape(call: Call): Shape | undefined {
  const x = call.shape(0);
  const axis = x && axisIn(call, call.int("axis", 0), x.length);
  if (!x || axis === undefined) return undefined;
  if (!call.has(1) && call.int("keepdims", 1) === 0) return x.filter((_, i) => i !== axis);
  const size = partSize(call, x[axis] ?? 1);
  return x.map((it, i) => (i === axis ? sizeOrFresh(call, size, axis) : it));
}

function partSize(call: Call, total: Dim): Dim | undefined {
  if (!call.has(1)) return 1;
  const [first, ...others] = call.data(1) ?? [];
  if (first === undefined) return undefined;
  if (call.shape(1)?.length !== 0) return others.every((it) => sameDim(it, first)) ? first : undefined;
  // One size for all parts: the last is smaller when it does not divide the whole.
  const parts = floorDivide(total, first);
  return parts !== undefined && isKnown(first) && sameDim(multiply(parts, first), total) ? first : undefined;
}

function joinedShape(call: Call): Shape | undefined {
  const element = shapeOf(elementOf(call.type(0)));
  if (!element) return undefined;
  const isStacked = call.int("new_axis", 0) === 1;
  const rank = element.length + (isStacked ? 1 : 0);
  const axis = axisIn(call, call.int("axis", 0), rank);
  if (axis === undefined) return freshShape(call, rank);
  return [...element.slice(0, axis), call.fresh(0, axis), ...element.slice(isStacked ? axis : axis + 1)];
}
