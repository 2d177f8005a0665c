import { type PageCell, type PageColumn, type PageRow, type PageSort } from "../protocol/page-report.ts";

/** Rows in the order asked for: what has nothing to sort by comes last in both directions; equals stay as they were. */
export function sortedRows(rows: readonly PageRow[], sort: PageSort | undefined): readonly PageRow[] {
  if (!sort) return rows;
  const { column, isDescending } = sort;
  const valueOf = (it: PageRow) => it.cells[column]?.sort;
  const known = rows.filter((it) => valueOf(it) !== undefined);
  const unknown = rows.filter((it) => valueOf(it) === undefined);
  const direction = isDescending ? -1 : 1;
  known.sort((a, b) => direction * compared(valueOf(a), valueOf(b)));
  return [...known, ...unknown];
}

function compared(a: PageCell["sort"], b: PageCell["sort"]): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}

/** A first click sorts: numbers from the largest on, words from A on. The next turns it round, the third undoes it. */
export function nextSort(current: PageSort | undefined, { key, isNumber }: PageColumn): PageSort | undefined {
  const first = isNumber === true;
  if (current?.column !== key) return { column: key, isDescending: first };
  return current.isDescending === first ? { column: key, isDescending: !first } : undefined;
}

/** Rows that have every word of the filter somewhere. */
export function filteredRows(rows: readonly PageRow[], filter: string): readonly PageRow[] {
  const words = folded(filter).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = folded(textOf(row));
    return words.every((it) => text.includes(it));
  });
}

function textOf({ cells, words = "" }: PageRow): string {
  const texts = Object.values(cells).flatMap((it) => [it.text, ...(it.list ?? []), ...marksIn(it)]);
  return [...texts, words].join("\n");
}

/** What the marks of a cell say, for those who do not see them. */
export function marksIn({ isUnverified, differs }: PageCell): readonly string[] {
  return [...(isUnverified ? ["not verified"] : []), ...(differs ? ["differs from the survey"] : [])];
}

/** Without accents, in lower case; the thin space before units is a space. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ");
}

/** Ids of picked rows after a row was picked or dropped; one too many changes nothing. */
export function pickedAfter(picked: readonly string[], id: string, most: number): readonly string[] {
  if (picked.includes(id)) return picked.filter((it) => it !== id);
  return picked.length < most ? [...picked, id] : picked;
}

/** The facts of rows as columns: a line for each thing that any of them tells, in the order of the first that does. */
export function sideBySide(
  rows: readonly PageRow[],
  name: string,
): { columns: PageColumn[]; rows: PageRow[] } {
  const whats: string[] = [];
  for (const row of rows) {
    let at = 0;
    for (const { what } of row.facts ?? []) {
      const known = whats.indexOf(what);
      // What only this one tells stands behind what it tells before that.
      if (known < 0) whats.splice(at++, 0, what);
      else at = Math.max(at, known + 1);
    }
  }
  return {
    columns: [
      { key: "what", label: "", isName: true },
      ...rows.map(({ id, cells }) => ({ key: `device ${id}`, label: cells[name]?.text ?? id })),
    ],
    rows: whats.map((what) => {
      const cellOf = (row: PageRow) => row.facts?.find((it) => it.what === what)?.cell ?? { text: "" };
      const cells = Object.fromEntries(rows.map((it) => [`device ${it.id}`, cellOf(it)]));
      return { id: what, cells: { ...cells, what: { text: what } } };
    }),
  };
}
