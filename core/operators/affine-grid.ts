import { isKnown } from "../graph/dim.ts";
import { type Shape } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { lengthOfList } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** theta [N, 2, 3] or [N, 3, 4] and the size of an image [N, C, …image] → grid [N, …image, 2 or 3]. */
export const affineGrid: Operator = {
  type: "AffineGrid",
  doc: "A sampling grid made from affine matrices.",
  roles: ["data", "setting"],
  infer: (call) => [tensor(call.dtype(0), gridShape(call))],
};

function gridShape(call: Call): Shape | undefined {
  const size = call.data(1);
  const rows = call.shape(0)?.[1];
  const axes = isKnown(rows) ? rows : (lengthOfList(call, "size", 1) ?? 0) - 2;
  if (axes !== 2 && axes !== 3) return undefined;
  const image = Array.from({ length: axes }, (_, i) => sizeOrFresh(call, size?.[i + 2], i + 1));
  return [call.shape(0)?.[0] ?? sizeOrFresh(call, size?.[0], 0), ...image, axes];
}
