import { type InspectNode, type InspectReport } from "../protocol/inspect-report.ts";

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
export function chosenNodes(report: InspectReport, sort?: SortKey, top?: number): readonly InspectNode[] {
  const nodes = sort ? [...report.nodes].sort((a, b) => (b[sort] ?? -1) - (a[sort] ?? -1)) : report.nodes;
  return top === undefined ? nodes : nodes.slice(0, top);
}
