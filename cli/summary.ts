import { type InspectReport } from "../protocol/inspect-report.ts";
import { bytesText, countText, ratioText } from "../protocol/quantities.ts";
import { nodesText } from "./reasons.ts";

/** The totals as label and value, for every format that people read. */
export function summaryRows({
  totals,
  bindings,
  coverage,
}: InspectReport): readonly (readonly [string, string])[] {
  const lower = new Set(totals.lowerBounds ?? []);
  const total = (name: keyof typeof totals & string, text: (value: number) => string) => {
    const value = totals[name];
    if (typeof value === "number") return `${lower.has(name) ? "at least " : ""}${text(value)}`;
    return unknownTotal(totals.formulas?.[name]);
  };
  const { multiplyAdds, memoryAccessBytes } = totals;
  const bound = Object.entries(bindings).map(([name, size]) => `${name}=${size}`);
  return [
    ["parameters", total("parameters", countText)],
    ["multiply-adds", total("multiplyAdds", countText)],
    ["memory access", access(total("memoryAccess", countText), total("memoryAccessBytes", bytesText))],
    ["weights", total("weightBytes", bytesText)],
    ["peak activations", total("peakActivationBytes", bytesText)],
    ["memory usage", total("memoryUsageBytes", bytesText)],
    ...(multiplyAdds !== undefined && memoryAccessBytes
      ? ([["intensity", `${ratioText(multiplyAdds / memoryAccessBytes)} multiply-adds per byte`]] as const)
      : []),
    ...(bound.length > 0 ? ([["with", bound.join(", ")]] as const) : []),
    ["counted", `${coverage.counted} of ${nodesText(coverage.nodes)}`],
  ];
}

const longestFormula = 60;

function access(elements: string, bytes: string): string {
  return elements === bytes ? elements : `${elements} elements, ${bytes}`;
}

/** A formula that fits says more than any advice; one that does not says which sizes to give. */
function unknownTotal(formula: string | undefined): string {
  if (formula === undefined) return "not known";
  return formula.length <= longestFormula ? formula : "depends on sizes not bound (see below)";
}
