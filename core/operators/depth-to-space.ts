import { floorDivide, isKnown, multiply } from "../graph/dim.ts";
import { type Shape, shapeText } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** [N, C, H, W] → [N, C / b², H·b, W·b]: pixel shuffle. */
export const depthToSpace: Operator = {
  type: "DepthToSpace",
  doc: "Rearranges channels into blocks of pixels (pixel shuffle).",
  infer: (call) => [tensor(call.dtype(0), shuffled(call))],
};

function shuffled(call: Call): Shape | undefined {
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
  if (isKnown(channels) && channels % (block * block) !== 0) {
    call.report(`${channels} channels do not make blocks of ${block}×${block}`);
  }
  const sizes = [n, floorDivide(channels, block * block), multiply(height, block), multiply(width, block)];
  return sizes.map((size, axis) => sizeOrFresh(call, size, axis));
}
