import { floorDivide } from "../graph/dim.ts";
import { type Shape, volume } from "../graph/shape.ts";
import { tensor } from "../graph/value-type.ts";
import { type Call } from "./contract/call.ts";
import { lengthOfList } from "./contract/list-setting.ts";
import { type Operator } from "./contract/operator.ts";
import { freshShape, sizeOrFresh } from "./contract/size.ts";

/** [N, C · block, L] → [N, C, …image_shape]: torch.nn.Fold. */
export const col2im: Operator = {
  type: "Col2Im",
  doc: "Adds columns of blocks back into an image (fold).",
  roles: ["data", "setting", "setting"],
  infer: (call) => [tensor(call.dtype(0), folded(call))],
};

function folded(call: Call): Shape | undefined {
  const rank = lengthOfList(call, "image_shape", 1) ?? lengthOfList(call, "block_shape", 2);
  const image = call.data(1);
  const block = call.data(2);
  const [n, columns] = call.shape(0) ?? [];
  const channels = columns !== undefined && block ? floorDivide(columns, volume(block)) : undefined;
  const sizes = [n, channels, ...(image ?? [])];
  return freshShape(call, rank === undefined ? undefined : rank + 2)?.map((_, axis) =>
    sizeOrFresh(call, sizes[axis], axis),
  );
}
