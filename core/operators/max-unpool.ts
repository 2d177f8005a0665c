import { isKnown } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { transposedWindowOutput } from "./contract/transposed-window.ts";

/** x [N, C, …image], indices of the same shape, output_shape. */
export const maxUnpool: Operator = {
  type: "MaxUnpool",
  doc: "Puts pooled maxima back where they came from, zero elsewhere.",
  roles: ["data", "data", "setting"],

  infer(call) {
    return [tensor(call.dtype(0), unpooled(call))];
  },
};

function unpooled(call: Call): Shape | undefined {
  const x = call.shape(0);
  const stated = call.data(2);
  if (stated?.every((it) => !isKnown(it) || it >= 0)) return stated;
  if (call.has(2)) return x?.map((_, axis) => call.fresh(0, axis));
  const kernel = call.ints("kernel_shape");
  if (!x || kernel?.length !== x.length - 2) return undefined;
  return [...x.slice(0, 2), ...transposedWindowOutput(call, x.slice(2), kernel)];
}
