import { type Dim, isKnown, multiply } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
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
export function convShape(call: Call, image: number, kernel: number): Shape | undefined {
  const x = call.shape(image);
  const w = call.shape(kernel);
  const rank = imageRank(call, x, w);
  if (rank === undefined) return undefined;
  const channels = w?.[0] ?? call.fresh(0, 1);
  const size = kernelSize(call, w);
  const spatial = x && size ? windowOutput(call, x.slice(2), size) : freshSizes(call, rank);
  return [x?.[0] ?? call.fresh(0, 0), channels, ...spatial];
}

/** Spatial sizes of the kernel: those of the weight, or the attribute kernel_shape where the weight does not tell. */
export function kernelSize(call: Call, w: Shape | undefined): Shape | undefined {
  const stated = call.ints("kernel_shape");
  return w ? w.slice(2).map((it, i) => (isKnown(it) ? it : (stated?.[i] ?? it))) : stated;
}

/** Rank of image, kernel and output alike; undefined when not known or when they contradict, which is reported. */
export function imageRank(call: Call, x: Shape | undefined, w: Shape | undefined): number | undefined {
  const stated = call.ints("kernel_shape");
  const kernelRank = w?.length ?? (stated && stated.length + 2);
  const rank = x?.length ?? kernelRank;
  if (rank === undefined || rank < 2) return undefined;
  if (kernelRank === undefined || kernelRank === rank) return rank;
  call.report(`image of rank ${rank} does not fit a kernel of rank ${kernelRank}`);
  return undefined;
}

export function freshSizes(call: Call, rank: number): Shape {
  return Array.from({ length: rank - 2 }, (_, i) => call.fresh(0, i + 2));
}

/** The weight is [M, C / group, …kernel], so its tail is the work for each output value. */
export function convMultiplyAdds(call: Call, kernel: number, [y]: OutputTypes): Dim | undefined {
  const output = shapeOf(y);
  const w = call.shape(kernel);
  return output && w ? multiply(volume(output), volume(w.slice(1))) : undefined;
}
