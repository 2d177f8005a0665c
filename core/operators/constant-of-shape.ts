import { isKnown } from "../graph/dim.ts";
import { volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { lengthOfList } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";
import { maxFoldedElements } from "./contract/strided.ts";

/** sizes [rank] → a tensor of that shape, filled with the one value of the attribute `value` (0 by default). */
export const constantOfShape: Operator = {
  type: "ConstantOfShape",
  doc: "A tensor of the given shape, filled with one value.",
  roles: ["setting"],

  infer(call) {
    const sizes = call.data(0)?.map((it, axis) => sizeOrFresh(call, it, axis));
    const value = call.tensor("value");
    return [
      tensor(value ? value.dtype : "float32", sizes ?? freshShape(call, lengthOfList(call, "shape", 0))),
    ];
  },

  fold(call, [output]) {
    const shape = shapeOf(output);
    const count = shape && volume(shape);
    const value = call.tensor("value");
    const filling = value ? value.values?.[0] : 0;
    if (!isKnown(count) || count > maxFoldedElements || filling === undefined) return undefined;
    return [new Array<number>(count).fill(filling)];
  },
};
