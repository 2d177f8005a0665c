import { styleText } from "node:util";
import { type CheckpointReport } from "../protocol/checkpoint-report.ts";
import { plainText } from "../protocol/plain-text.ts";
import { matchLines } from "./checkpoint-match.ts";
import { checkpointRows, type CheckpointRow, checkpointSummary, importText } from "./checkpoint-rows.ts";
import { type Terminal } from "./terminal.ts";
import { clipped, padded, textWidth } from "./text-width.ts";

const gap = "  ";
const leastName = 16;
const longestShape = 28;
const mostImports = 20;

/** For people at a terminal: totals, then the names as a tree; `top` rows of it, the largest branches. */
export function checkpointText(
  report: CheckpointReport,
  terminal: Terminal,
  top: number | undefined,
): string {
  const style = (format: "bold" | "dim" | "yellow", text: string) =>
    terminal.hasColors ? styleText(format, text, { validateStream: false }) : text;
  const { rows, hidden } = checkpointRows(report, top);
  const [header = "", ...lines] = table([titles, ...rows], terminal.columns);
  return [
    `${style("bold", plainText(report.model.name))}  ${style("dim", plainText(report.model.format))}`,
    ...checkpointSummary(report).map(([label, value]) => `  ${label.padEnd(10)}  ${plainText(value)}`),
    "",
    ...(rows.length > 0 ? [style("bold", header), ...lines] : []),
    ...(hidden > 0 ? [style("dim", `${hidden} more ${hidden === 1 ? "row" : "rows"}`)] : []),
    ...match(report, style),
    ...imports(report, style),
    ...problems(report, style),
  ].join("\n");
}

type Style = (format: "bold" | "dim" | "yellow", text: string) => string;

const titles: CheckpointRow = {
  name: "Name",
  path: "",
  depth: 0,
  shape: "Shape",
  parameters: "Parameters",
  bytes: "Bytes",
  dtype: "Type",
};

function table(rows: readonly CheckpointRow[], width: number): readonly string[] {
  const cells = rows.map((it) =>
    [
      `${"  ".repeat(it.depth)}${it.name}`,
      clipped(it.shape, longestShape),
      it.parameters,
      it.bytes,
      it.dtype,
    ].map((text) => plainText(text)),
  );
  const widths = [0, 1, 2, 3, 4].map((column) =>
    cells.reduce((most, row) => Math.max(most, textWidth(row[column] ?? "")), 0),
  );
  const others = widths.slice(1).reduce((sum, it) => sum + it + gap.length, 0);
  const name = Math.max(leastName, Math.min(widths[0] ?? 0, width - others));
  return cells.map((row) =>
    row
      .map((text, column) => {
        const room = column === 0 ? name : (widths[column] ?? 0);
        return padded(clipped(text, room), room, column === 0 || column === 4 ? "left" : "right");
      })
      .join(gap)
      .trimEnd(),
  );
}

function match(report: CheckpointReport, style: Style): readonly string[] {
  const [title, ...differences] = matchLines(report);
  if (title === undefined) return [];
  return [
    "",
    style(differences.length > 0 ? "yellow" : "bold", plainText(title)),
    ...differences.map((it) => `  ${plainText(it)}`),
  ];
}

function imports({ imports: all }: CheckpointReport, style: Style): readonly string[] {
  const foreign = all.filter((it) => !it.isAllowed);
  if (foreign.length === 0) return [];
  const shown = foreign.slice(0, mostImports);
  return [
    "",
    style("yellow", "Loading this file would import (nothing was run here):"),
    ...shown.map((it) => `  ${plainText(importText(it))}`),
    ...(foreign.length > shown.length ? [style("dim", `  and ${foreign.length - shown.length} more`)] : []),
  ];
}

function problems({ problems: all }: CheckpointReport, style: Style): readonly string[] {
  if (all.length === 0) return [];
  return [
    "",
    style("yellow", `Problems (${all.length}):`),
    ...all.map(({ severity, code, message, location: { offset } }) => {
      const place = offset === undefined ? "" : ` (offset ${offset})`;
      return `  ${severity} ${code}: ${plainText(message + place)}`;
    }),
  ];
}
