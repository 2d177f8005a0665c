import { type DataType, dataTypes, isFloat } from "../graph/data-type.ts";
import { type Dim } from "../graph/dim.ts";
import { dataTypeAttribute } from "./contract/data-type-attribute.ts";
import { combineElements, operandOf } from "./contract/elementwise.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { type Call } from "./contract/call.ts";
import { sameShapeAs } from "./contract/same-type.ts";
import { floorOf } from "./contract/symbolic-rounding.ts";
import { dtypeOf } from "../graph/value-type.ts";

/** Changes of the element type: x → y of the same shape. */
export const cast: readonly Operator[] = [
  {
    type: "Cast",
    doc: "Turns each element into another element type.",
    infer: (call) => sameShapeAs(call, dataTypeAttribute(call, "to")),
    fold: foldCast,
  },
  {
    type: "CastLike",
    doc: "Turns each element into the element type of another tensor.",
    roles: ["data", "setting"],
    infer: (call) => sameShapeAs(call, call.dtype(1)),
    fold: foldCast,
  },
  {
    type: "BitCast",
    doc: "Reads the bits of each element as another element type.",
    infer: (call) => sameShapeAs(call, dataTypeAttribute(call, "to")),
  },
];

function foldCast(call: Call, [output]: OutputTypes): readonly (readonly Dim[] | undefined)[] | undefined {
  const to = dtypeOf(output);
  if (to === undefined) return undefined;
  if (to === call.dtype(0)) return [call.data(0)];
  return [combineElements([operandOf(call, 0)], output, ([it = 0]) => converted(it, to))];
}

/** Floats are cut off toward 0; a symbol is a size, so that is down. */
function converted(value: Dim, to: DataType): Dim | undefined {
  if (typeof value === "number" || isFloat(to)) return value;
  return dataTypes[to].kind === "signed" || dataTypes[to].kind === "unsigned" ? floorOf(value) : undefined;
}
