import { plainText } from "../protocol/plain-text.ts";
import { clipped, padded, textWidth } from "./text-width.ts";

export interface TextColumn {
  readonly title: string;
  readonly align: "left" | "right";
}

const gap = "  ";
const widestCell = 60;

/** The titles, then a line for each row, in columns; what is longer than a cell loses its middle. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const cells = [columns.map((it) => it.title), ...rows].map((row) =>
    row.map((it, column) => (column === row.length - 1 ? plainText(it) : clipped(plainText(it), widestCell))),
  );
  const widths = columns.map((_, column) =>
    cells.reduce((most, row) => Math.max(most, textWidth(row[column] ?? "")), 0),
  );
  return cells.map((row) =>
    row
      .map((it, column) => padded(it, widths[column] ?? 0, columns[column]?.align ?? "left"))
      .join(gap)
      .trimEnd(),
  );
}
