// Names and phrases from a model as they stand in a card; it must not let one of them fill the card.
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
