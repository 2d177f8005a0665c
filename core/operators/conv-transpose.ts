import { type Dim, multiply } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { transposedWindowOutput } from "./contract/transposed-window.ts";
import { freshSizes, imageRank, kernelSize } from "./conv.ts";

/** Transposed convolution: x [N, C, …image], w [C, M / group, …kernel], b [M] → y [N, M, …image]. */
export const convTranspose: Operator = {
  type: "ConvTranspose",
  doc: "Transposed convolution: spreads each input value over a learned kernel.",
  roles: ["data", "weight", "weight"],
  howCounted: "By the input size: every input value meets every kernel value once.",

  infer(call) {
    return [tensor(call.dtype(0), convTransposeShape(call))];
  },

  multiplyAdds: convTransposeMultiplyAdds,
};

/** Output shape for image and kernel at inputs 0 and 1; `pads` where they are an input instead of an attribute. */
export function convTransposeShape(call: Call, pads?: readonly number[]): Shape | undefined {
  const x = call.shape(0);
  const w = call.shape(1);
  const rank = imageRank(call, x, w);
  if (rank === undefined) return undefined;
  const channels =
    w?.[1] === undefined ? call.fresh(0, 1) : multiply(w[1], Math.max(1, call.int("group", 1)));
  const size = kernelSize(call, w);
  const stated = statedSize(call, rank);
  const spatial = x && size ? transposedWindowOutput(call, x.slice(2), size, pads) : freshSizes(call, rank);
  return [x?.[0] ?? call.fresh(0, 0), channels, ...(stated ?? spatial)];
}

/** Each of the C × image input values is multiplied with the weight's [M / group, …kernel] for its channel. */
export function convTransposeMultiplyAdds(call: Call): Dim | undefined {
  const x = call.shape(0);
  const w = call.shape(1);
  return x && w ? multiply(volume(x), volume(w.slice(1))) : undefined;
}

/** The attribute output_shape: spatial sizes; some exporters write batch and channels in front of them. */
function statedSize(call: Call, rank: number): Shape | undefined {
  const stated = call.ints("output_shape");
  if (!stated || stated.length === 0) return undefined;
  const spatial = stated.length === rank ? stated.slice(2) : stated;
  return spatial.length === rank - 2 && spatial.every((it) => it >= 0) ? spatial : undefined;
}
