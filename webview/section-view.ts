import { type PageColumn, type PageSection } from "../protocol/page-report.ts";
import { DataTable } from "./data-table.ts";
import { button, element } from "./element.ts";
import { type HoverCard } from "./hover-card.ts";
import { type PageState } from "./page-state.ts";
import { filteredRows, nextSort, pickedAfter, sideBySide, sortedRows } from "./rows.ts";

export interface SectionHooks {
  readonly state: () => PageState;
  readonly keep: (change: Partial<PageState>) => void;
  readonly card: HoverCard;
  /** Cells tell the card what they are about. */
  readonly register: (table: DataTable) => void;
}

/** A table with its filter, its count and, where rows can be picked, the view side by side. */
export class SectionView {
  readonly root: HTMLElement;
  private readonly table: DataTable;
  private readonly box = element("div", { class: "scroll" });
  private readonly empty = element("p", { class: "empty" });
  private readonly count = element("span", { class: "count", role: "status" });
  private readonly compare: HTMLButtonElement;

  constructor(
    private section: PageSection,
    private readonly hooks: SectionHooks,
  ) {
    const { id, title, columns, mostPicked } = section;
    this.table = this.tableOf(columns, mostPicked);
    this.compare = button("", "primary", () => this.turn(true));
    const heading = title === undefined ? undefined : element("h2", {}, title);
    this.root = element("section", { "data-section": id }, heading, this.toolbar(), this.box, this.empty);
    this.draw();
  }

  /** New rows under the same columns. */
  update(section: PageSection): void {
    this.section = section;
    const heading = this.root.querySelector("h2");
    if (heading) heading.textContent = section.title ?? "";
    this.empty.textContent = section.empty;
    this.draw();
  }

  get rows(): number {
    return this.section.rows.length;
  }

  private tableOf(columns: readonly PageColumn[], mostPicked: number | undefined): DataTable {
    const picked = () => this.hooks.state().picked;
    const picking = mostPicked !== undefined && {
      isPicked: (id: string) => picked().includes(id),
      isFull: () => picked().length >= mostPicked,
      onPick: (id: string) => {
        this.hooks.keep({ picked: pickedAfter(picked(), id, mostPicked) });
        this.draw();
      },
    };
    const table = new DataTable({
      label: this.section.title ?? "Table",
      columns,
      onSort: (column) => this.sortBy(column),
      ...(picking && { picking }),
    });
    this.hooks.register(table);
    return table;
  }

  private toolbar(): HTMLElement | undefined {
    const { id, filterHint, mostPicked } = this.section;
    if (filterHint === undefined) return undefined;
    const value = this.hooks.state().filters[id] ?? "";
    const input = element("input", {
      type: "search",
      placeholder: filterHint,
      "aria-label": "Filter",
      value,
    });
    input.addEventListener("input", () => {
      this.hooks.keep({ filters: { ...this.hooks.state().filters, [id]: input.value } });
      this.draw();
    });
    return element(
      "div",
      { class: "toolbar" },
      input,
      this.count,
      mostPicked === undefined ? undefined : this.compare,
    );
  }

  private sortBy(column: PageColumn): void {
    const { sorts } = this.hooks.state();
    const { id } = this.section;
    this.hooks.keep({ sorts: { ...sorts, [id]: nextSort(this.sort, column) ?? null } });
    this.draw();
  }

  private get sort() {
    const kept = this.hooks.state().sorts[this.section.id];
    return kept === undefined ? this.section.sortedBy : (kept ?? undefined);
  }

  private turn(isSideBySide: boolean): void {
    this.hooks.keep({ isSideBySide });
    this.draw();
    this.box.querySelector<HTMLElement>(isSideBySide ? ".back" : '[tabindex="0"]')?.focus();
  }

  private draw(): void {
    const { rows, empty, mostPicked, id, noun } = this.section;
    const { filters, isSideBySide, picked } = this.hooks.state();
    this.hooks.card.hide();
    const chosen = picked.flatMap((it) => rows.find((row) => row.id === it) ?? []);
    const isTurned = mostPicked !== undefined && isSideBySide && chosen.length >= 2;
    this.root.classList.toggle("turned", isTurned);
    if (isTurned) return this.drawSideBySide(chosen);
    const found = sortedRows(filteredRows(rows, filters[id] ?? ""), this.sort);
    this.table.show(found, this.sort);
    if (this.table.root.parentElement !== this.box) this.box.replaceChildren(this.table.root);
    this.box.hidden = found.length === 0;
    this.empty.hidden = found.length > 0;
    this.empty.textContent = empty;
    const all = `${rows.length} ${noun}`;
    this.count.textContent = found.length === rows.length ? all : `${found.length} of ${all}`;
    if (mostPicked !== undefined) this.drawCompare(chosen.length, mostPicked);
  }

  private drawCompare(count: number, most: number): void {
    this.compare.disabled = count < 2;
    this.compare.textContent = count < 2 ? `Pick 2 to ${most} to compare` : `Compare ${count} side by side`;
  }

  private drawSideBySide(chosen: PageSection["rows"]): void {
    const name = this.section.columns.find((it) => it.isName)?.key ?? "";
    const { columns, rows } = sideBySide(chosen, name);
    const table = new DataTable({ label: `${chosen.length} side by side`, columns });
    this.hooks.register(table);
    table.show(rows, undefined);
    table.root.classList.add("beside");
    this.hooks.card.attach(table.root);
    const back = button("← All devices", "secondary back", () => this.turn(false));
    this.box.hidden = false;
    this.empty.hidden = true;
    this.box.replaceChildren(element("div", { class: "back-bar" }, back), table.root);
  }

  /** Once it stands in the page. */
  attachCard(): void {
    this.hooks.card.attach(this.table.root);
  }
}
