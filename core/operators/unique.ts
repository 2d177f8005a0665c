import { type Dim } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** Different elements, or different slices along `axis`; how many there are depends on the values. */
export const unique: Operator = {
  type: "Unique",
  doc: "The different values of a tensor, with where and how often they occur.",

  infer(call) {
    const axis = call.int("axis");
    const x = call.shape(0);
    const along = axis === undefined || !x ? undefined : axisIn(call, axis, x.length);
    // One symbol for all outputs: they are equally long.
    const count = call.fresh(0, along ?? 0);
    const length = axis === undefined ? x && volume(x) : along !== undefined ? x?.[along] : undefined;
    return [
      tensor(call.dtype(0), valuesShape(call, count, along)),
      tensor("int64", [count]),
      tensor("int64", [sizeOrFresh(call, length, 0, 2)]),
      tensor("int64", [count]),
    ];
  },
};

function valuesShape(call: Call, count: Dim, along: number | undefined): Shape | undefined {
  if (call.int("axis") === undefined) return [count];
  return along === undefined ? undefined : call.shape(0)?.with(along, count);
}
