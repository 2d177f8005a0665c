import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["affine_grid_generator", "Sampling places of an affine transform."],
  ["grid_sampler", "Image sampled at given places."],
  ["grid_sampler_2d", "Image sampled at given places."],
  ["grid_sampler_3d", "Volume sampled at given places."],
  ["roi_align", "Means of samples in regions of an image."],
  ["roi_pool", "Maxima in regions of an image."],
  ["ps_roi_align", "Means of samples in regions, each part from channels of its own."],
  ["ps_roi_pool", "Means in regions, each part from channels of its own."],
  ["nms", "Boxes that overlap no better one."],
] as const;

/** Sampling of images at places that other tensors give, and detection's boxes. */
export const atenSampling: readonly Operator[] = atenFamily(rows);
