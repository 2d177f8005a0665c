import { element } from "./element.ts";

const delayMs = 350;
const graceMs = 200;
const gap = 4;

/**
 * The card that tells where a number is from: for the pointer after a moment, for the focus at once. It can be pointed at,
 * and Escape takes it away. Those who hear the page have its text as the cell's description.
 */
export class HoverCard {
  private readonly card = element("div", { class: "hover-card", "aria-hidden": "true", hidden: true });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly linesOf: (anchor: HTMLElement) => readonly string[]) {
    document.body.append(this.card);
    this.card.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.card.addEventListener("pointerleave", () => this.hideSoon());
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
    document.addEventListener("scroll", () => this.hide(), true);
    window.addEventListener("blur", () => this.hide());
  }

  /** Cells of a table tell of themselves. */
  attach(table: HTMLElement): void {
    const anchorOf = ({ target }: Event) =>
      target instanceof Element ? target.closest<HTMLElement>("[data-about]") : null;
    table.addEventListener("pointerover", (event) => {
      const anchor = anchorOf(event);
      clearTimeout(this.timer);
      if (anchor) this.timer = setTimeout(() => this.show(anchor), delayMs);
      else this.hideSoon();
    });
    table.addEventListener("pointerleave", () => this.hideSoon());
    table.addEventListener("focusin", (event) => {
      const anchor = anchorOf(event);
      // A click gives the focus too, and the pointer is there already.
      if (anchor?.matches(":focus-visible")) this.show(anchor);
      else this.hide();
    });
    table.addEventListener("focusout", () => this.hide());
  }

  hide(): void {
    clearTimeout(this.timer);
    this.card.hidden = true;
  }

  private hideSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), graceMs);
  }

  private show(anchor: HTMLElement): void {
    clearTimeout(this.timer);
    const lines = this.linesOf(anchor);
    if (lines.length === 0 || !anchor.isConnected) return this.hide();
    this.card.replaceChildren(...lines.map((it) => element("p", {}, it)));
    this.card.hidden = false;
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const { width, height } = this.card.getBoundingClientRect();
    const fits = bottom + gap + height <= window.innerHeight;
    const y = fits ? bottom + gap : Math.max(gap, top - gap - height);
    const x = Math.max(gap, Math.min(left, window.innerWidth - width - gap));
    this.card.style.setProperty("left", `${x}px`);
    this.card.style.setProperty("top", `${y}px`);
  }
}
