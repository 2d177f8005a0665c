import { type InspectReport } from "../protocol/inspect-report.ts";
import { codeText, markdownText as escaped } from "../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../core/graph/quantities.ts";
import { deviceColumns, deviceRows, findingTexts } from "./device-section.ts";
import { noteTexts } from "./notes.ts";
import { uncountedReasons } from "./reasons.ts";
import { summaryRows } from "./summary.ts";

const header = [
  "Node",
  "Operator",
  "Output",
  "Parameters",
  "Multiply-adds",
  "Share",
  "Memory access",
  "Intensity",
];

/** Two Markdown tables, totals and nodes: for a pull request or a report. */
export function markdownText(report: InspectReport, nodeCount: number): string {
  const { nodes, totals, problems } = report;
  const share = (part: number | undefined) =>
    part === undefined || totals.multiplyAdds === undefined ? "" : shareText(part, totals.multiplyAdds);
  const rows = nodes.map((it) => [
    // As code, so that no site makes a mention or a reference of a part of it.
    codeText(it.name),
    escaped(it.operator),
    escaped(it.outputs[0]?.shape?.join("×") ?? "not known"),
    it.parameters === undefined ? "" : countText(it.parameters),
    it.multiplyAdds === undefined ? "not known" : countText(it.multiplyAdds),
    share(it.multiplyAdds),
    it.memoryAccessBytes === undefined ? "not known" : bytesText(it.memoryAccessBytes),
    it.arithmeticIntensity === undefined ? "" : ratioText(it.arithmeticIntensity),
  ]);
  const hidden = nodeCount - nodes.length;
  return [
    `### ${escaped(report.model.name)}`,
    "",
    line(["", "Total"]),
    "| :-- | --: |",
    ...summaryRows(report).map(([label, value]) => line([label, escaped(value)])),
    "",
    line(header),
    "| :-- | :-- | --: | --: | --: | --: | --: | --: |",
    ...rows.map(line),
    ...(hidden > 0 ? ["", `${hidden} more ${hidden === 1 ? "node" : "nodes"}.`] : []),
    ...deployed(report),
    ...list(
      "Not counted, so totals may be too low:",
      uncountedReasons(report).map(([reason, which]) => `${which}: ${reason}`),
    ),
    ...list("Notes:", noteTexts(report)),
    ...list(
      "Problems:",
      problems.map((it) => `${it.severity} ${it.code}: ${it.message}`),
    ),
  ].join("\n");
}

function deployed(report: InspectReport): readonly string[] {
  if (!report.devices) return [];
  return [
    "",
    line(deviceColumns.map((it) => it.title)),
    line(deviceColumns.map((it) => (it.align === "left" ? ":--" : "--:"))),
    ...deviceRows(report).map((row) => line(row.map(escaped))),
    ...list("Findings:", findingTexts(report)),
  ];
}

export function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ["", title, "", ...items.map((it) => `- ${escaped(it)}`)];
}
