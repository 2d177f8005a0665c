// Names and phrases from a model as they stand in a card; it must not let one of them fill the card.
import { type Dim, dimText, symbolsOf } from "../../core/graph/dim.ts";
import { codeText, markdownText, shortened } from "../../protocol/plain-text.ts";

const longestName = 80;
const longestPhrase = 300;

/** A name, a type or a formula, as code. */
export function nameCode(text: string): string {
  return codeText(shortened(text, longestName));
}

export function nameText(text: string): string {
  return markdownText(shortened(text, longestName));
}

export function phraseText(text: string): string {
  return markdownText(shortened(text, longestPhrase));
}

/** Elements and bytes of one thing; said once when neither is known. */
export function accessText(elements: string, bytes: string): string {
  return elements === bytes ? elements : `${elements} · ${bytes}`;
}

/** `1.2 k … 3.4 M`, or the one text that all give. */
export function rangeText(values: readonly number[], text: (value: number) => string): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map(text);
  return low === high ? (low ?? "") : `${low} … ${high}`;
}

const maxListed = 8;

/** `a, b, 7 more`. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, maxListed);
  if (items.length > shown.length) shown.push(`${items.length - shown.length} more`);
  return shown.join(", ");
}

const longestFormula = 60;

/** An expression over symbols, or which symbols it depends on when it is too long to read. */
export function formulaText(dim: Dim, unit = ""): string {
  const text = dimText(dim) + unit;
  if (text.length <= longestFormula && !text.includes("expression_")) return nameCode(text);
  return `depends on ${listed([...symbolsOf(dim)].sort().map(nameCode))}`;
}
