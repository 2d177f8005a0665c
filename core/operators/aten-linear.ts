import { isKnown, multiply } from "../graph/dim.ts";
import { volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { aten } from "./contract/aten.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";

/** x […, K], weight [N, K], bias [N] → […, N]. */
export const atenLinear: Operator = {
  type: "linear",
  domain: aten,
  doc: "Fully connected layer: x·Wᵀ + b, over any leading axes.",
  roles: ["data", "weight", "weight"],
  infer: linearTypes,
  multiplyAdds(call, [y]) {
    const output = shapeOf(y);
    const inner = call.shape(0)?.at(-1);
    return output && inner !== undefined ? multiply(volume(output), inner) : undefined;
  },
};

function linearTypes(call: Call): OutputTypes {
  const x = call.shape(0);
  const weight = call.shape(1);
  if (!x || !weight || x.length === 0 || weight.length === 0) return [];
  const [inner, columns] = [x.at(-1), weight.at(-1)];
  if (isKnown(inner) && isKnown(columns) && inner !== columns)
    call.report(`rows of ${inner} do not fit a weight of ${columns} columns`);
  // A weight with one axis gives one value for each row.
  return [tensor(call.dtype(0), [...x.slice(0, -1), ...weight.slice(0, -1)])];
}
