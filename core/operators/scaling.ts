import { type Operator } from "./contract/operator.ts";
import { sameType } from "./contract/same-type.ts";

const rows: readonly (readonly [type: string, doc: string])[] = [
  ["Affine", "alpha x + beta; only in very old models."],
  ["ImageScaler", "scale x + a bias for each channel; only in very old models."],
  ["Scale", "scale x; only in very old models."],
];

/** Experimental operators of ONNX 1.0 that were dropped later: x → y of the same shape. */
export const scaling: readonly Operator[] = rows.map(([type, doc]) => ({ type, doc, infer: sameType }));
