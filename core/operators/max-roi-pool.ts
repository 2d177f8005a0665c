import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** x [N, C, H, W], rois [R, 5] → [R, C, …pooled_shape]. */
export const maxRoiPool: Operator = {
  type: "MaxRoiPool",
  doc: "The maxima of each region of interest, on a grid of one size.",

  infer(call) {
    const [height, width] = call.ints("pooled_shape") ?? [];
    const sizes = [call.shape(1)?.[0], call.shape(0)?.[1], height, width];
    return [
      tensor(
        call.dtype(0),
        sizes.map((it, axis) => sizeOrFresh(call, it, axis)),
      ),
    ];
  },
};
