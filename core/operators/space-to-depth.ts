import { floorDivide, multiply } from "../graph/dim.ts";
import { type Shape, shapeText } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** [N, C, H, W] → [N, C·b², H / b, W / b]: pixel unshuffle. */
export const spaceToDepth: Operator = {
  type: "SpaceToDepth",
  doc: "Rearranges blocks of pixels into channels (pixel unshuffle).",
  infer: (call) => [tensor(call.dtype(0), unshuffled(call))],
};

function unshuffled(call: Call): Shape | undefined {
  const x = call.shape(0);
  const block = call.int("blocksize", 0);
  if (!x) return undefined;
  const [n, channels, height, width] = x;
  if (
    n === undefined ||
    channels === undefined ||
    height === undefined ||
    width === undefined ||
    x.length > 4
  ) {
    call.report(`it needs an image batch [N, C, H, W], not ${shapeText(x)}`);
    return undefined;
  }
  const sizes = [n, multiply(channels, block * block), floorDivide(height, block), floorDivide(width, block)];
  return sizes.map((size, axis) => sizeOrFresh(call, size, axis));
}
