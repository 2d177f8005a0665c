import { dimText, isKnown } from "../graph/dim.ts";
import { isStatic, type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axesIn, hasList, lengthOfList, listOf } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape } from "./contract/size.ts";

/** Without axes all axes of size 1 go; with a size that is not known nobody can say which. */
export const squeeze: Operator = {
  type: "Squeeze",
  doc: "Takes away axes of size 1.",
  roles: ["data", "setting"],
  isView: true,
  infer: (call) => [tensor(call.dtype(0), squeezed(call))],
  fold: (call) => [call.data(0)],
};

function squeezed(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!x) return undefined;
  if (!hasList(call, "axes", 1)) return isStatic(x) ? x.filter((it) => it !== 1) : undefined;
  const axes = listOf(call, "axes", 1);
  if (!axes) return freshShape(call, rankLeft(x.length, lengthOfList(call, "axes", 1)));
  const taken = axesIn(call, axes, x.length);
  if (!taken) return undefined;
  for (const axis of taken) {
    const size = x[axis];
    if (isKnown(size) && size !== 1)
      call.report(`axis ${axis} of size ${dimText(size)} cannot be taken away`);
  }
  return x.filter((_, i) => !taken.includes(i));
}

function rankLeft(rank: number, count: number | undefined): number | undefined {
  return count === undefined || count > rank ? undefined : rank - count;
}
