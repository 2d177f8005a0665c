import { type Dim, isSize } from "../graph/dim.ts";
import { isStatic, type Shape, shapeText, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { lengthOfList, listOf } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { quotient } from "./contract/quotient.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";

/** Data in the shape given: 0 keeps the size at its place (unless allowzero), -1 takes what is left. */
export const reshape: Operator = {
  type: "Reshape",
  doc: "The same values in the same order under another shape.",
  roles: ["data", "setting"],
  isView: true,

  infer(call) {
    const wanted = listOf(call, "shape", 1);
    const shape = wanted ? reshaped(call, wanted) : freshShape(call, lengthOfList(call, "shape", 1));
    return [tensor(call.dtype(0), shape)];
  },

  fold: (call) => [call.data(0)],
};

function reshaped(call: Call, wanted: readonly Dim[]): Shape {
  const x = call.shape(0);
  const copiesAtZero = call.int("allowzero", 0) === 0;
  const sizes = wanted.map((it, i) => (it === 0 && copiesAtZero ? x?.[i] : it));
  const open = sizes.flatMap((it, i) => (it === -1 ? [i] : []));
  const others = sizes.filter((it, i) => !open.includes(i));
  const isComplete = others.every(isSize);
  if (open.length > 1 || (x && !isComplete))
    call.report(`${shapeText(wanted)} is not a shape to give ${shapeText(x)}`);
  const left = x && isComplete && open.length === 1 ? quotient(x, others) : undefined;
  const shape = sizes.map((it, i) => sizeOrFresh(call, open.includes(i) ? left : it, i));
  if (isStatic(x) && isStatic(shape) && volume(x) !== volume(shape)) {
    call.report(`${shapeText(x)} does not fit into ${shapeText(wanted)}`);
  }
  return shape;
}
