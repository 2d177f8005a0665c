import { isKnown, multiply } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator, type OutputTypes } from "./contract/operator.ts";
import { globalPoolShape, poolShape } from "./contract/pooling.ts";
import { convMultiplyAdds, convShape } from "./conv.ts";

const domain = "com.microsoft.nchwc";
const blocked = "Channels lie in blocks, and their number is rounded up to whole ones.";

/**
 * What ONNX Runtime makes of a graph for one processor: images with their channels in blocks of 8 or 16. Shapes stay
 * [N, C, …image]; C, and the weights, are padded to whole blocks.
 */
export const msNchwc: readonly Operator[] = [
  {
    type: "ReorderInput",
    domain,
    doc: "Lays an image out in blocks of channels.",
    infer: (call) => [tensor(call.dtype(0), channelsFirst(call))],
  },
  {
    type: "ReorderOutput",
    domain,
    doc: "Lays an image in blocks of channels out in rows again.",
    infer: (call) => [tensor(call.dtype(0), unblocked(call))],
  },
  {
    // x, w, b, sum: the sum is added before the activation.
    type: "Conv",
    domain,
    doc: "Convolution of an image in blocks of channels.",
    howCounted: blocked,
    roles: ["data", "weight", "weight", "data"],
    infer: (call) => [tensor(call.dtype(0), convShape(call, 0, 1))],
    multiplyAdds: (call, outputs) => convMultiplyAdds(call, 1, outputs),
  },
  ...["MaxPool", "AveragePool"].map((type) => pool(type, poolShape)),
  ...["GlobalMaxPool", "GlobalAveragePool"].map((type) =>
    pool(type, (call) => globalPoolShape(call.shape(0))),
  ),
  pool("Upsample", upsampled),
];

function pool(type: string, shape: (call: Call) => Shape | undefined): Operator {
  const doc = `${type} over an image in blocks of channels.`;
  return { type, domain, doc, infer: (call): OutputTypes => [tensor(call.dtype(0), shape(call))] };
}

const largestBlock = 16;

/** The image with its channels at axis 1. The node does not say how long a block is on the processor it is made for. */
function channelsFirst(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!x || x.length < 3) return undefined;
  const isLast = call.int("channels_last", 0) !== 0;
  const channels = x[isLast ? x.length - 1 : 1];
  const isWhole = isKnown(channels) && channels % largestBlock === 0;
  return [x[0] ?? 1, isWhole ? channels : call.fresh(0, 1), ...(isLast ? x.slice(1, -1) : x.slice(2))];
}

function unblocked(call: Call): Shape | undefined {
  const x = call.shape(0);
  if (!x || x.length < 2) return undefined;
  const channels = call.int("channels") ?? x[1] ?? 1;
  const image = x.slice(2);
  return call.int("channels_last", 0) === 0
    ? [x[0] ?? 1, channels, ...image]
    : [x[0] ?? 1, ...image, channels];
}

function upsampled(call: Call): Shape | undefined {
  const scales = call.ints("scales");
  return call.shape(0)?.map((size, axis) => multiply(size, scales?.[axis] ?? 1));
}
