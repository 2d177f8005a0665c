import { type InspectReport } from "../protocol/inspect-report.ts";
import { plainText } from "../protocol/plain-text.ts";

type Cell = string | number | boolean | undefined;

/** RFC 4180, one row per node, with line ends as it wants them; an unknown number is an empty cell. */
export function csvText(report: InspectReport): string {
  const header = [
    "name",
    "operator",
    "scope",
    "outputShape",
    "outputType",
    "parameters",
    "multiplyAdds",
    "memoryAccess",
    "memoryAccessBytes",
    "memoryUsageBytes",
    "arithmeticIntensity",
    "folded",
    "executions",
  ];
  const rows = report.nodes.map((it): readonly Cell[] => [
    it.name,
    it.operator,
    it.scope,
    it.outputs[0]?.shape?.join("x"),
    it.outputs[0]?.dtype,
    it.parameters,
    it.multiplyAdds,
    it.memoryAccess,
    it.memoryAccessBytes,
    it.memoryUsageBytes,
    it.arithmeticIntensity,
    it.folded,
    it.executions,
  ]);
  return csvRows([header, ...rows]);
}

export function csvRows(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function cellText(value: Cell): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return String(value);
  // Spreadsheets would run what starts with =, +, - or @ as a formula, in their full-width forms too.
  const text = plainText(value).replace(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/, "'$&");
  return /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
