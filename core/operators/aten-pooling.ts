import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["adaptive_avg_pool1d", "Means over windows that give a wanted length."],
  ["adaptive_avg_pool2d", "Means over windows that give a wanted image size."],
  ["adaptive_avg_pool3d", "Means over windows that give a wanted volume."],
  ["adaptive_max_pool1d", "Maxima over windows that give a wanted length."],
  ["adaptive_max_pool2d", "Maxima over windows that give a wanted image size."],
  ["adaptive_max_pool3d", "Maxima over windows that give a wanted volume."],
  ["avg_pool1d", "Means over windows."],
  ["avg_pool2d", "Means over windows of an image."],
  ["avg_pool3d", "Means over windows of a volume."],
  ["fractional_max_pool2d", "Maxima over windows of random sizes."],
  ["fractional_max_pool3d", "Maxima over windows of random sizes in a volume."],
  ["lp_pool1d", "Power means over windows."],
  ["lp_pool2d", "Power means over windows of an image."],
  ["lp_pool3d", "Power means over windows of a volume."],
  ["max_pool1d", "Maxima over windows."],
  ["max_pool2d", "Maxima over windows of an image."],
  ["max_pool3d", "Maxima over windows of a volume."],
  ["max_unpool1d", "Maxima put back to where they were."],
  ["max_unpool2d", "Maxima put back to where they were in an image."],
  ["max_unpool3d", "Maxima put back to where they were in a volume."],
  ["upsample_bicubic2d", "Image resized by cubic interpolation."],
  ["upsample_bilinear2d", "Image resized by linear interpolation."],
  ["upsample_linear1d", "Signal resized by linear interpolation."],
  ["upsample_nearest1d", "Signal resized by the nearest value."],
  ["upsample_nearest2d", "Image resized by the nearest value."],
  ["upsample_nearest3d", "Volume resized by the nearest value."],
  ["upsample_trilinear3d", "Volume resized by linear interpolation."],
  ["interpolate", "Image resized."],
] as const;

/** Pooling and resampling whose windows ONNX can't express. */
export const atenPooling: readonly Operator[] = atenFamily(rows);
