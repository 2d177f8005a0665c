import { tensor } from "../graph/value-type.ts";
import { type Operator } from "./contract/operator.ts";
import { globalPoolShape } from "./contract/pooling.ts";

const rows = [
  ["GlobalAveragePool", "Average of each channel over the whole image."],
  ["GlobalMaxPool", "Maximum of each channel over the whole image."],
  ["GlobalLpPool", "p-norm of each channel over the whole image."],
] as const;

/** Pooling of x [N, C, …image] to one value for each channel. */
export const globalPooling: readonly Operator[] = rows.map(([type, doc]) => ({
  type,
  doc,
  infer: (call) => [tensor(call.dtype(0), globalPoolShape(call.shape(0)))],
}));
