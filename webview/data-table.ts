import { type PageColumn, type PageRow, type PageSort } from "../protocol/page-report.ts";
import { element, spoken } from "./element.ts";
import { type GridPlace, placeAfter } from "./grid-keys.ts";
import { cellClass, cellContent } from "./table-cell.ts";

export interface TableOptions {
  readonly label: string;
  readonly columns: readonly PageColumn[];
  /** Absent: the order is fixed. */
  readonly onSort?: (column: PageColumn) => void;
  readonly picking?: Picking;
}

export interface Picking {
  readonly isPicked: (id: string) => boolean;
  /** No more can be picked. */
  readonly isFull: () => boolean;
  readonly onPick: (id: string) => void;
}

/** A table whose cells take the focus: one tab stop, arrow keys from there. */
export class DataTable {
  readonly root: HTMLElement;
  private readonly headers = new Map<string, HTMLElement>();
  private readonly body = element("tbody");
  private place: GridPlace = { row: 0, column: 0 };
  private rows: readonly PageRow[] = [];
  private readonly cells = new WeakMap<Element, readonly string[]>();

  constructor(private readonly options: TableOptions) {
    const { columns, label, picking } = options;
    const pick = picking ? [element("th", { scope: "col", class: "pick" }, spoken("Picked"))] : [];
    const head = element("tr", {}, ...pick, ...columns.map((it) => this.header(it)));
    const role = { role: "grid", "aria-label": label, "aria-multiselectable": picking ? "true" : undefined };
    this.root = element("table", role, element("thead", {}, head), this.body);
    this.body.addEventListener("keydown", (event) => this.onKey(event));
    this.body.addEventListener("focusin", ({ target }) => this.onFocus(target));
  }

  show(rows: readonly PageRow[], sort: PageSort | undefined): void {
    for (const [key, it] of this.headers) {
      const direction = sort?.isDescending ? "descending" : "ascending";
      if (sort?.column === key) it.setAttribute("aria-sort", direction);
      else it.removeAttribute("aria-sort");
    }
    const before = this.rows[this.place.row]?.id;
    const hadFocus = this.body.contains(document.activeElement);
    this.rows = rows;
    this.body.replaceChildren(...rows.map((it) => this.row(it)));
    const row = rows.findIndex((it) => it.id === before);
    this.place = { ...this.place, row: Math.max(0, row) };
    const cell = this.cellAt(this.place);
    cell?.setAttribute("tabindex", "0");
    if (hadFocus) cell?.focus({ preventScroll: row < 0 });
  }

  aboutOf(cell: Element): readonly string[] {
    return this.cells.get(cell) ?? [];
  }

  private header(column: PageColumn): HTMLElement {
    const { key, label, about } = column;
    const { onSort } = this.options;
    const cell = element("th", { scope: "col", class: cellClass(column), "data-about": about !== undefined });
    if (onSort) {
      const made = element("button", { type: "button", class: "sort", "aria-description": about }, label);
      made.addEventListener("click", () => onSort(column));
      cell.append(made);
    } else cell.append(label);
    if (about !== undefined) this.cells.set(cell, [about]);
    this.headers.set(key, cell);
    return cell;
  }

  private row(row: PageRow): HTMLElement {
    const { columns, picking } = this.options;
    const isPicked = picking?.isPicked(row.id);
    const cells = columns.map((column) => {
      const cell = row.cells[column.key] ?? { text: "" };
      const { about = [] } = cell;
      const made = element(
        column.isName ? "th" : "td",
        {
          role: column.isName ? "rowheader" : "gridcell",
          scope: column.isName ? "row" : undefined,
          class: cellClass(column),
          tabindex: -1,
          "data-about": about.length > 0,
          "aria-description": about.length > 0 ? about.join(" ") : undefined,
        },
        ...cellContent(cell),
      );
      this.cells.set(made, about);
      return made;
    });
    const pick = picking ? [this.pickCell(row, picking)] : [];
    return element("tr", { "aria-selected": picking ? String(isPicked) : undefined }, ...pick, ...cells);
  }

  private pickCell({ id, cells }: PageRow, picking: Picking): HTMLElement {
    const name = cells[this.options.columns.find((it) => it.isName)?.key ?? ""]?.text ?? id;
    const isPicked = picking.isPicked(id);
    const box = element("input", {
      type: "checkbox",
      tabindex: -1,
      "aria-label": `Compare ${name}`,
      disabled: !isPicked && picking.isFull(),
    });
    box.checked = isPicked;
    box.addEventListener("change", () => picking.onPick(id));
    return element("td", { role: "gridcell", class: "pick" }, box);
  }

  private onKey(event: KeyboardEvent): void {
    const { picking, columns } = this.options;
    const { key } = event;
    const row = this.rows[this.place.row];
    if (picking && row && (key === " " || key === "Enter")) {
      event.preventDefault();
      return picking.onPick(row.id);
    }
    const next = placeAfter(this.place, event, this.rows.length, columns.length);
    if (!next) return;
    event.preventDefault();
    this.cellAt(next)?.focus();
  }

  private onFocus(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>("[tabindex][role]") : null;
    const row = cell?.closest("tr");
    if (!cell || !row) return;
    this.cellAt(this.place)?.setAttribute("tabindex", "-1");
    const cells = [...row.children].filter((it) => !it.matches(".pick"));
    this.place = { row: [...this.body.children].indexOf(row), column: Math.max(0, cells.indexOf(cell)) };
    cell.setAttribute("tabindex", "0");
  }

  private cellAt({ row, column }: GridPlace): HTMLElement | undefined {
    const cells = [...(this.body.children[row]?.children ?? [])].filter((it) => !it.matches(".pick"));
    return cells[column] as HTMLElement | undefined;
  }
}
