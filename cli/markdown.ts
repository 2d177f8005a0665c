import { type InspectReport } from "../protocol/inspect-report.ts";
import { markdownText as escaped } from "../protocol/plain-text.ts";
import { bytesText, countText, ratioText, shareText } from "../protocol/quantities.ts";
import { summaryRows } from "./summary.ts";

/** Two Markdown tables, totals and nodes: for a pull request or a report. */
export function markdownText(report: InspectReport, nodeCount: number): string {
  const { nodes, totals, coverage } = report;
  const share = (part: number | undefined) =>
    part === undefined || totals.multiplyAdds === undefined ? "" : shareText(part, totals.multiplyAdds);
  const rows = nodes.map((it) => [
    escaped(it.name),
    escaped(it.operator),
    escaped(it.outputs[0]?.shape?.join("×") ?? "not known"),
    it.parameters === undefined ? "" : countText(it.parameters),
    it.multiplyAdds === undefined ? "not known" : countText(it.multiplyAdds),
    share(it.multiplyAdds),
    it.memoryAccessBytes === undefined ? "not known" : bytesText(it.memoryAccessBytes),
    it.arithmeticIntensity === undefined ? "" : ratioText(it.arithmeticIntensity),
  ]);
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
    ...(nodes.length < nodeCount ? ["", `${nodeCount - nodes.length} more nodes.`] : []),
    ...coverage.uncounted.map(
      (it) => `\n- Not counted: ${escaped(`${it.node} (${it.operator}): ${it.reason}`)}`,
    ),
  ].join("\n");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
