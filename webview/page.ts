import type { PageMessage } from "../protocol/page-messages.ts";
import { type PageKind, type PageReport } from "../protocol/page-report.ts";
import { type DataTable } from "./data-table.ts";
import { button, element } from "./element.ts";
import { HoverCard } from "./hover-card.ts";
import { needsForm } from "./needs-form.ts";
import { type PageState } from "./page-state.ts";
import { SectionView } from "./section-view.ts";

export interface PageHost {
  readonly send: (message: PageMessage) => void;
  readonly state: () => PageState;
  readonly keep: (change: Partial<PageState>) => void;
}

const links: readonly (readonly [PageKind, string])[] = [
  ["deviceCatalogue", "Device catalogue"],
  ["compareDevices", "Compare for this model"],
  ["recommendDevice", "Recommend a device"],
  ["publishedDeployments", "Published deployments"],
];

/** A report as elements. A new report of the same shape changes rows only: focus, scroll and filters stay. */
export class Page {
  private readonly head = element("header");
  private readonly form = element("div");
  private readonly body = element("main");
  private readonly status = element("p", { class: "status", role: "status" }, "Reading…");
  private sections = new Map<string, SectionView>();
  private shape = "";
  private readonly tables = new Set<DataTable>();
  private readonly card = new HoverCard((anchor) => {
    for (const it of this.tables) {
      const about = it.aboutOf(anchor);
      if (about.length > 0) return about;
    }
    return [];
  });

  constructor(
    root: HTMLElement,
    private readonly host: PageHost,
  ) {
    root.replaceChildren(this.head, this.status, this.form, this.body);
  }

  show(report: PageReport): void {
    this.status.hidden = report.isUpdating !== true;
    this.status.textContent = "Updating…";
    const shape = JSON.stringify([
      report.kind,
      report.form,
      report.sections.map((it) => [it.id, it.columns, it.title === undefined, it.filterHint]),
    ]);
    this.showHead(report);
    if (shape !== this.shape) this.rebuild(report);
    else for (const it of report.sections) this.sections.get(it.id)?.update(it);
    this.shape = shape;
    const rows = [...this.sections.values()].reduce((sum, it) => sum + it.rows, 0);
    this.host.send({ kind: "shown", rows });
  }

  fail(message: string): void {
    this.status.hidden = false;
    this.status.textContent = message;
  }

  private rebuild({ form, sections, kind }: PageReport): void {
    document.body.dataset["page"] = kind;
    this.tables.clear();
    const { state, keep } = this.host;
    const hooks = { state, keep, card: this.card, register: (it: DataTable) => void this.tables.add(it) };
    this.sections = new Map(sections.map((it) => [it.id, new SectionView(it, hooks)]));
    this.body.replaceChildren(...[...this.sections.values()].map((it) => it.root));
    for (const it of this.sections.values()) it.attachCard();
    if (!form) return this.form.replaceChildren();
    // The form stays as it is when only the answer to it is new.
    if (this.form.childElementCount > 0) return;
    const onAsk = (needs: Parameters<typeof ask>[0]) => ask(needs);
    const ask = (needs: Extract<PageMessage, { kind: "recommend" }>["needs"]) => {
      this.status.hidden = false;
      this.status.textContent = "Working it out for every device…";
      this.host.send({ kind: "recommend", needs });
    };
    const onChange = (needs: PageState["needs"]) => keep({ needs });
    this.form.replaceChildren(needsForm({ form, texts: state().needs, onChange, onAsk }));
  }

  private showHead({ title, lead, warnings, kind }: PageReport): void {
    const key = JSON.stringify([title, lead, warnings]);
    if (this.head.dataset["key"] === key) return;
    this.head.dataset["key"] = key;
    const others = links
      .filter(([it]) => it !== kind)
      .map(([page, label]) => button(label, "link", () => this.host.send({ kind: "open", page })));
    const isOfModel = kind === "compareDevices" || kind === "recommendDevice";
    const refresh = isOfModel ? [button("Refresh", "link", () => this.host.send({ kind: "refresh" }))] : [];
    this.head.replaceChildren(
      element("h1", {}, title),
      element("nav", { "aria-label": "Other pages" }, ...refresh, ...others),
      ...warnings.map((it) => element("p", { class: "warning", role: "alert" }, `⚠ ${it}`)),
      ...lead.map((it) => element("p", { class: "lead" }, it)),
    );
  }
}
