import { type InspectNode } from "../protocol/inspect-report.ts";

export const sortKeys = [
  "parameters",
  "multiplyAdds",
  "memoryAccess",
  "memoryAccessBytes",
  "memoryUsageBytes",
  "arithmeticIntensity",
] as const;
export type SortKey = (typeof sortKeys)[number];

/** The nodes to show: largest first by a metric, else in execution order; unknown values last. */
export function chosenNodes(
  all: readonly InspectNode[],
  sort?: SortKey,
  top?: number,
): readonly InspectNode[] {
  const nodes = sort ? [...all].sort((a, b) => (b[sort] ?? -1) - (a[sort] ?? -1)) : all;
  return top === undefined ? nodes : nodes.slice(0, top);
}
