import { type PageCell, type PageColumn } from "../protocol/page-report.ts";
import { element, spoken } from "./element.ts";
import { marksIn } from "./rows.ts";

/** The content of a cell: its text, marks with their words, lines below each other. */
export function cellContent({ text, list = [], isUnverified, differs, tone }: PageCell): readonly Node[] {
  const hasNothing = text === "" && list.length === 0;
  const marked = { text, ...(isUnverified && { isUnverified }), ...(differs && { differs }) };
  const marks = element(
    "span",
    { class: "marks" },
    isUnverified && element("span", { class: "mark", "aria-hidden": "true" }, "?"),
    differs && element("span", { class: "mark", "aria-hidden": "true" }, "≠"),
    ...marksIn(marked).map((it) => spoken(`, ${it}`)),
  );
  return [
    ...(hasNothing
      ? [element("span", { class: "quiet", "aria-hidden": "true" }, "–"), spoken("not known")]
      : []),
    ...(text === "" ? [] : toned(text, tone)),
    ...(isUnverified || differs ? [marks] : []),
    ...(list.length === 0 ? [] : [lines(list, text === "")]),
  ];
}

/** The colour is on the sign alone: words keep the contrast of text. */
function toned(text: string, tone: PageCell["tone"]): readonly Node[] {
  const [sign = "", ...words] = text.split(" ");
  if (!tone || words.length === 0) return [element("span", {}, text)];
  return [element("span", {}, element("span", { class: `sign ${tone}` }, sign), ` ${words.join(" ")}`)];
}

function lines(list: readonly string[], isAlone: boolean): HTMLElement {
  const items = list.map((it) => {
    const [, sign, words] = /^([✓⚠✗→]) (.*)$/s.exec(it) ?? [];
    const tones: Record<string, string> = { "✓": "good", "⚠": "warning", "✗": "bad", "→": "quiet" };
    if (sign === undefined || words === undefined) return element("li", {}, it);
    return element("li", { class: "signed" }, element("span", { class: `sign ${tones[sign]}` }, sign), words);
  });
  return element("ul", { class: isAlone ? "lines" : "lines below" }, ...items);
}

export function cellClass({ isNumber, isName, isWide }: PageColumn): string {
  const names = [isNumber && "number", isName && "name", isWide && "wide"].filter(Boolean);
  return names.length === 0 ? "text" : names.join(" ");
}
