import { type Dim, isKnown } from "../graph/dim.ts";
import { broadcast, isStatic, type Shape, shapeText } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { lengthOfList } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";
import { readView, rowMajor } from "./contract/strided.ts";

/** Broadcast to the shape given; a 1 there keeps the size of the data. */
export const expand: Operator = {
  type: "Expand",
  doc: "Repeats axes of size 1 to reach a shape.",
  roles: ["data", "setting"],
  infer: (call) => [tensor(call.dtype(0), expanded(call))],

  fold(call, outputs) {
    const x = call.shape(0);
    const sizes = shapeOf(outputs[0]);
    const data = call.data(0);
    if (!data || !isStatic(x) || !isStatic(sizes)) return undefined;
    const ahead = sizes.length - x.length;
    const own = rowMajor(x);
    const strides = sizes.map((_, axis) =>
      axis < ahead || x[axis - ahead] === 1 ? 0 : (own[axis - ahead] ?? 0),
    );
    return [readView(data, { sizes, strides })];
  },
};

function expanded(call: Call): Shape | undefined {
  const x = call.shape(0);
  const wanted = call.data(1);
  if (x && wanted) {
    const shape = broadcast([x, wanted]);
    if (!shape) call.report(`${shapeText(x)} does not broadcast to ${shapeText(wanted)}`);
    return shape?.map((size, axis) => sizeOrFresh(call, size, axis));
  }
  const length = wanted?.length ?? lengthOfList(call, "shape", 1);
  if (!x || length === undefined) return undefined;
  return partlyExpanded(call, x, Math.max(length, x.length));
}

/** With a shape known only when the model runs: an axis that is larger than 1 cannot change. */
function partlyExpanded(call: Call, x: Shape, rank: number): Shape | undefined {
  const fresh = freshShape(call, rank);
  return fresh?.map((it, axis): Dim => {
    const size = x[axis - (rank - x.length)];
    return isKnown(size) && size !== 1 ? size : it;
  });
}
