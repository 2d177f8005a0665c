import { imageDecoder } from "./image-decoder.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(imageDecoder, [
  ["ImageDecoder", "three channels", { inputs: ["uint8 n"], outputs: ["uint8 y0_d0×y0_d1×3"] }],
  [
    "ImageDecoder",
    "one channel",
    { inputs: ["uint8 n"], attributes: { pixel_format: "Grayscale" }, outputs: ["uint8 y0_d0×y0_d1×1"] },
  ],
]);
