import { multiply, type Dim } from "../graph/dim.ts";
import { volume } from "../graph/shape.ts";
import { shapeOf, tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { windowOutput } from "./contract/window.ts";

/** N-d convolution: x [N, C, …image], w [M, C / group, …kernel], b [M] → y [N, M, …image]. */
export const conv: Operator = {
  type: "Conv",
  doc: "Convolution of an image with learned kernels.",
  roles: ["data", "weight", "weight"],

  infer(call) {
    return [tensor(call.dtype(0), convShape(call, 0, 1))];
  },

  multiplyAdds: (call, outputs) => convMultiplyAdds(call, 1, outputs),
};

/** Output shape of a convolution whose image and kernel are the inputs at these positions. */
export function convShape(call: Call, image: number, kernel: number): readonly Dim[] | undefined {
  const x = call.shape(image);
  const w = call.shape(kernel);
  if (!x || x.length < 2) return undefined;
  const size = w ? w.slice(2) : call.ints("kernel_shape");
  if (!size || size.length !== x.length - 2) {
    call.report(`image of rank ${x.length} does not fit a kernel of rank ${w?.length ?? "unknown"}`);
    return undefined;
  }
  const spatial = windowOutput(call, x.slice(2), size);
  return [x[0] ?? 1, w?.[0] ?? call.fresh(0, 1), ...spatial];
}

/** The weight is [M, C / group, …kernel], so its tail is the work for each output value. */
export function convMultiplyAdds(call: Call, kernel: number, [y]: OutputTypes): Dim | undefined {
  const output = shapeOf(y);
  const w = call.shape(kernel);
  return output && w ? multiply(volume(output), volume(w.slice(1))) : undefined;
}
