// How many columns a terminal gives a text; neither colours nor control characters may be in it.

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// East Asian Wide and Fullwidth of UAX #11, by blocks, and what is drawn as a picture.
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
// What nearly all cells consist of, tables can have a hundred thousand rows: Latin letters, and our own signs.
const narrow = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2009\u2026\u2588]*$/;
const hidden = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

export function textWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  return graphemes(text).reduce((sum, it) => sum + graphemeWidth(it), 0);
}

export function padded(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - textWidth(text)));
  return align === "left" ? text + space : space + text;
}

/** At most `width` columns: a third from the start, which tells where it is, and the end, which tells what it is. */
export function clipped(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const all = graphemes(text);
  const head = Math.floor((width - 1) / 3);
  const start = taken(all, head);
  const end = taken([...all].reverse(), width - 1 - textWidth(start.join("")));
  return `${start.join("")}…${end.reverse().join("")}`;
}

function taken(all: readonly string[], width: number): string[] {
  const result: string[] = [];
  let left = width;
  for (const it of all) {
    left -= graphemeWidth(it);
    if (left < 0) break;
    result.push(it);
  }
  return result;
}

function graphemes(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), (it) => it.segment);
}

function graphemeWidth(grapheme: string): number {
  if (hidden.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}
