import { type InspectReport } from "../protocol/inspect-report.ts";
import { bytesText, countText, ratioText } from "../core/graph/quantities.ts";
import { nodesText } from "./reasons.ts";

/** The totals as label and value, for every format that people read. */
export function summaryRows({
  model,
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
    ...tracedRows(model),
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

/** Of traced source: what made the model, and what it was run with. */
function tracedRows({ call, inputs }: InspectReport["model"]): readonly (readonly [string, string])[] {
  return [
    ...(call === undefined ? [] : [["made by", call] as const]),
    ...(inputs ?? []).map(({ name, dtype, shape, source }) => {
      const origin = sources.get(source) ?? source;
      return ["input", `${name}: ${dtype ?? "unknown type"} ${shapeText(shape)} (${origin})`] as const;
    }),
  ];
}

const sources: ReadonlyMap<string, string> = new Map([
  ["comment", "from the comment in the file"],
  ["setting", "from the settings"],
  ["argument", "as given"],
  ["randn", "from a call in the code"],
  ["script", "from the script"],
  ["default_cfg", "from the model's configuration"],
  ["probe", "found by trying"],
]);

function shapeText(shape: readonly (number | string)[] | undefined): string {
  return shape?.length === 0 ? "scalar" : (shape?.join("×") ?? "of unknown shape");
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
