export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

const page = 10;

/** Where a key leads in a grid of cells; undefined for keys that lead nowhere. */
export function placeAfter(
  { row, column }: GridPlace,
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  rows: number,
  columns: number,
): GridPlace | undefined {
  const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
  const to = (nextRow: number, nextColumn: number) => ({
    row: within(nextRow, rows),
    column: within(nextColumn, columns),
  });
  switch (key) {
    case "ArrowDown":
      return to(row + 1, column);
    case "ArrowUp":
      return to(row - 1, column);
    case "ArrowRight":
      return to(row, column + 1);
    case "ArrowLeft":
      return to(row, column - 1);
    case "PageDown":
      return to(row + page, column);
    case "PageUp":
      return to(row - page, column);
    case "Home":
      return to(ctrlKey ? 0 : row, 0);
    case "End":
      return to(ctrlKey ? rows : row, columns);
    default:
      return undefined;
  }
}
