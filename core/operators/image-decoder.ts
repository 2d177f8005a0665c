import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";

/** Bytes of an image file [n] → [height, width, channels]. */
export const imageDecoder: Operator = {
  type: "ImageDecoder",
  doc: "Decodes a JPEG, PNG or other image file into pixels.",
  infer(call) {
    const channels = call.string("pixel_format", "RGB") === "Grayscale" ? 1 : 3;
    return [tensor("uint8", [call.fresh(0, 0), call.fresh(0, 1), channels])];
  },
};
