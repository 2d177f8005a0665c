import { type Dim, minimum } from "../graph/dim.ts";
import { type Shape, shapeText, volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axesIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";

/** Cuts or pads the named axes to the sizes given, around the centre. */
export const centerCropPad: Operator = {
  type: "CenterCropPad",
  doc: "Crops or pads around the centre to reach a size.",
  roles: ["data", "setting"],

  infer(call) {
    const x = call.shape(0);
    return [tensor(call.dtype(0), x && centered(call, x))];
  },

  moves(call, [y]) {
    const x = call.shape(0);
    const written = shapeOf(y);
    if (!x || x.length !== written?.length) return undefined;
    return { reads: [volume(x.map((size, axis) => minimum(size, written[axis] ?? size)))] };
  },
};

function centered(call: Call, x: Shape): Shape | undefined {
  const given = call.ints("axes");
  const axes = given ? axesIn(call, given, x.length) : x.map((_, i) => i);
  const wanted = call.data(1);
  if (!axes) return freshShape(call, x.length);
  if (wanted && wanted.length !== axes.length) {
    call.report(`${shapeText(wanted)} does not fit ${axes.length} axes of ${shapeText(x)}`);
    return freshShape(call, x.length);
  }
  return x.map((size, axis): Dim => {
    const i = axes.indexOf(axis);
    return i < 0 ? size : sizeOrFresh(call, wanted?.[i], axis);
  });
}
