import { type Dim } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axesIn, lengthOfList, listOf } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape } from "./contract/size.ts";

/** The axes are positions in the output. */
export const unsqueeze: Operator = {
  type: "Unsqueeze",
  doc: "Puts in axes of size 1.",
  roles: ["data", "setting"],
  isView: true,
  infer: (call) => [tensor(call.dtype(0), unsqueezed(call))],
  fold: (call) => [call.data(0)],
};

function unsqueezed(call: Call): Shape | undefined {
  const x = call.shape(0);
  const count = lengthOfList(call, "axes", 1);
  if (!x || count === undefined) return undefined;
  const rank = x.length + count;
  const axes = listOf(call, "axes", 1);
  if (!axes) return freshShape(call, rank);
  const added = axesIn(call, axes, rank);
  if (!added) return undefined;
  if (new Set(added).size < added.length) {
    call.report("an axis is put in twice");
    return undefined;
  }
  const isAdded = new Set(added);
  let next = 0;
  return Array.from({ length: rank }, (_, axis): Dim => (isAdded.has(axis) ? 1 : (x[next++] ?? 1)));
}
