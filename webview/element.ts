import { plainText } from "../protocol/plain-text.ts";

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | false | undefined;

/** An element with attributes and children. Text goes in as text only: nothing that a page shows is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? "" : inert(String(value)));
  }
  const shown = children.filter((it) => it !== undefined && it !== false);
  made.append(...shown.map((it) => (typeof it === "string" ? inert(it) : it)));
  return made;
}

/** Names are somebody else's: nothing in them hides or turns round what stands beside them. */
export function inert(text: string): string {
  return plainText(text.replace(/\s*\n\s*/g, " "));
}

/** Read out, and not seen. */
export function spoken(text: string): HTMLElement {
  return element("span", { class: "spoken" }, text);
}

export function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: className }, label);
  made.addEventListener("click", onClick);
  return made;
}
