import { type InspectReport } from "../protocol/inspect-report.ts";
import { plainText } from "../protocol/plain-text.ts";

/** RFC 4180, one row per node; an unknown number is an empty cell. */
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
  ];
  const rows = report.nodes.map((it) => [
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
  ]);
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  // A leading =, +, - or @ would be run as a formula by spreadsheets.
  const text = plainText(value).replace(/^[=+\-@]/, "'$&");
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
