import { type CheckpointReport } from "../protocol/checkpoint-report.ts";
import { codeText, markdownText as escaped } from "../protocol/plain-text.ts";
import { matchLines } from "./checkpoint-match.ts";
import { checkpointRows, type CheckpointRow, checkpointSummary, importText } from "./checkpoint-rows.ts";
import { line, list } from "./markdown.ts";

/** Two Markdown tables, totals and the tree of names: for a pull request or a report. */
export function checkpointMarkdown(report: CheckpointReport, top: number | undefined): string {
  const { rows, hidden } = checkpointRows(report, top);
  const [title, ...differences] = matchLines(report);
  return [
    `### ${escaped(report.model.name)}`,
    "",
    line(["", "Total"]),
    "| :-- | --: |",
    ...checkpointSummary(report).map(([label, value]) => line([label, escaped(value)])),
    "",
    ...(rows.length > 0 ? [line(titles), "| :-- | --: | --: | --: | :-- |", ...rows.map(row)] : []),
    ...(hidden > 0 ? ["", `${hidden} more ${hidden === 1 ? "row" : "rows"}.`] : []),
    ...list(
      "Loading this file would import (nothing was run here):",
      report.imports.filter((it) => !it.isAllowed).map(importText),
    ),
    ...(title === undefined ? [] : ["", `${escaped(title)}${differences.length > 0 ? ":" : "."}`]),
    ...(differences.length > 0 ? ["", ...differences.map((it) => `- ${escaped(it)}`)] : []),
    ...list(
      "Problems:",
      report.problems.map((it) => `${it.severity} ${it.code}: ${it.message}`),
    ),
  ].join("\n");
}

const titles = ["Name", "Shape", "Parameters", "Bytes", "Type"];

/** The whole name, as code: indents are lost in a table's cell. */
function row({ path, shape, parameters, bytes, dtype }: CheckpointRow): string {
  return line([codeText(path), shape, parameters, bytes, dtype].map((it, i) => (i === 0 ? it : escaped(it))));
}
