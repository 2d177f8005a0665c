import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { convMultiplyAdds, convShape } from "./conv.ts";

/** Deformable convolution: x, w, offset [N, …, …image], b, mask. */
export const deformConv: Operator = {
  type: "DeformConv",
  doc: "Convolution that samples its input at learned offsets.",
  roles: ["data", "weight", "data", "weight", "data"],
  howCounted: "As a convolution; the interpolation at the offsets counts 0.",

  infer(call) {
    return [tensor(call.dtype(0), convShape(call, 0, 1) ?? shapeFromOffset(call))];
  },

  multiplyAdds: (call, outputs) => convMultiplyAdds(call, 1, outputs),
};

/** The offsets come one for each output position. */
function shapeFromOffset(call: Call): Shape | undefined {
  const offset = call.shape(2);
  const [batch] = offset ?? [];
  return offset && batch !== undefined ? [batch, call.fresh(0, 1), ...offset.slice(2)] : undefined;
}
