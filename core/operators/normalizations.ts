import { sameShapeAs, sameType } from "./contract/same-type.ts";
import { type Operator } from "./contract/operator.ts";

/** Normalizations without outputs besides y, which has the shape of x. */
export const normalizations: readonly Operator[] = [
  {
    type: "InstanceNormalization",
    doc: "Normalizes each channel of each sample, then scales and shifts.",
    roles: ["data", "weight", "weight"],
    infer: sameType,
  },
  {
    type: "GroupNormalization",
    doc: "Normalizes groups of channels of each sample, then scales and shifts.",
    roles: ["data", "weight", "weight"],
    infer: sameType,
  },
  {
    type: "RMSNormalization",
    doc: "Divides by the root mean square over the last axes, then scales.",
    roles: ["data", "weight"],
    // y has the type of the scale, which may be wider than that of x.
    infer: (call) => sameShapeAs(call, call.dtype(1) ?? call.dtype(0)),
  },
  { type: "LRN", doc: "Local response normalization across neighbouring channels.", infer: sameType },
  { type: "LpNormalization", doc: "Divides by the L1 or L2 norm along an axis.", infer: sameType },
  { type: "MeanVarianceNormalization", doc: "Brings x to mean 0 and variance 1 over axes.", infer: sameType },
];
