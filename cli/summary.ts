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
    const formula = totals.formulas?.[name];
    if (typeof value !== "number" && !isReadable(formula)) return unreadable(formula);
    const known = typeof value === "number" ? text(value) : formula;
    return `${lower.has(name) ? "at least " : ""}${known}`;
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

/** A formula that fits says more than any advice; one that does not, or that hides a part, says nothing. */
function isReadable(formula: string | undefined): boolean {
  return formula !== undefined && formula.length <= longestFormula && !formula.includes("expression_");
}

function unreadable(formula: string | undefined): string {
  return formula === undefined ? "not known" : "depends on sizes not bound (see below)";
}
