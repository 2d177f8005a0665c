import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { sizeOrFresh } from "./contract/size.ts";

/** x [N, C, H, W], rois [R, 4], batch_indices [R] → [R, C, output_height, output_width]. */
export const roiAlign: Operator = {
  type: "RoiAlign",
  doc: "Pools each region of interest to one size, with interpolation.",

  infer(call) {
    const regions = call.shape(1)?.[0] ?? call.shape(2)?.[0];
    const sizes = [regions, call.shape(0)?.[1], call.int("output_height", 1), call.int("output_width", 1)];
    return [
      tensor(
        call.dtype(0),
        sizes.map((it, axis) => sizeOrFresh(call, it, axis)),
      ),
    ];
  },
};
