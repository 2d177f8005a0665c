import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { axisIn } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";
import { maxFoldedElements } from "./contract/strided.ts";

/** A new axis of size `depth` that is on where the index says. */
export const oneHot: Operator = {
  type: "OneHot",
  doc: "Each index as a vector that is on at one place.",
  roles: ["data", "setting", "setting"],
  infer: (call) => [tensor(call.dtype(2), encoded(call))],

  /** One row of indices: exporters build the repeats of Tile so. */
  fold(call) {
    const index = call.numbers(0);
    const depth = call.numbers(1)?.[0];
    const values = call.data(2);
    const isLast = call.int("axis", -1) === -1 || call.int("axis", -1) === call.shape(0)?.length;
    if (!index || depth === undefined || values?.length !== 2 || !isLast) return undefined;
    if (!(depth * index.length <= maxFoldedElements)) return undefined;
    const [off = 0, on = 1] = values;
    return [
      index.flatMap((it) =>
        Array.from({ length: depth }, (_, i) => (i === (it < 0 ? it + depth : it) ? on : off)),
      ),
    ];
  },
};

function encoded(call: Call): Shape | undefined {
  const indices = call.shape(0);
  const axis = indices && axisIn(call, call.int("axis", -1), indices.length + 1);
  if (!indices || axis === undefined) return undefined;
  return indices.toSpliced(axis, 0, sizeOrFresh(call, call.data(1)?.[0], axis));
}
