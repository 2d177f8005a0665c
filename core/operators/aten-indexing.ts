import { atenFamily } from "./contract/aten.ts";
import { type Operator } from "./contract/operator.ts";

const rows = [
  ["index_add", "A copy with rows added at the indices."],
  ["index_copy", "A copy with rows replaced at the indices."],
  ["index_fill", "A copy with one value at the indices."],
  ["index_put", "A copy with elements replaced at the indices."],
  ["index_reduce", "A copy with rows combined at the indices."],
  ["masked_scatter", "A copy with elements replaced where a mask is true."],
  ["masked_select", "The elements where a mask is true."],
  ["put", "A copy with elements replaced at flat positions."],
  ["scatter", "A copy with elements replaced at the indices."],
  ["scatter_add", "A copy with elements added at the indices."],
  ["scatter_reduce", "A copy with elements combined at the indices."],
  ["one_hot", "1 at the place that each index names."],
] as const;

/** Elements written into a copy at places that indices or masks give. */
export const atenIndexing: readonly Operator[] = atenFamily(rows);
