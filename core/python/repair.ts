/**
 * Python under edit has brackets that nobody closed yet, and lines that break off. A parser then takes the lines after
 * them, whole classes of them, for what is missing. Where a line can only be a new statement, this closes what is open
 * before it, and completes what breaks off at the end of a line.
 */

/** The repaired text, and how to find its places in the original. */
export interface Repaired {
  readonly text: string;
  /** Offset in the original for one in the repaired text; both in UTF-16 units. */
  originalOffset(offset: number): number;
}

interface Insertion {
  /** In the original. */
  readonly offset: number;
  readonly text: string;
}

interface OpenBracket {
  readonly closer: string;
  /** Indentation of the line on which the statement with the bracket starts. */
  readonly indentation: number;
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

// A comment, a string of either kind (one that nobody closed ends with its line, or with the text), a line break with
// the indentation after it, a bracket; all else is passed over one character or word at a time.
const token =
  /#[^\n]*|("""|''')(?:[^\\]|\\[^])*?(?:\1|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|\n([ \t\f]*)|[()[\]{}]|\w+|[^]/g;

// What starts a statement and can't go on with an expression; `self.x = …` is no keyword argument.
const statement =
  /^(?:(?:async\s+)?def\s+\w|class\s+\w|@\w[\w.]*(?:\(|[ \t]*(?:#|\n|$))|return\b|import\s|from\s+[\w.]+\s+import\b|raise\b|with\s|while\s|try\s*:|pass\b|\w+(?:\.\w+)+\s*=(?!=))/;

export function repairPython(text: string): Repaired {
  const insertions: Insertion[] = [];
  let open: OpenBracket[] = [];
  let line: Line = { start: 0, indentation: /^[ \t\f]*/.exec(text)?.[0].length ?? 0, hasColon: false };
  let contentEnd = 0;

  for (const { 0: found, 2: indentation, index } of text.matchAll(token)) {
    const end = index + found.length;
    if (indentation !== undefined) {
      const next = { start: end, indentation: indentation.length, hasColon: false };
      if (open.length > 0 && !startsStatement(text, next, open)) continue;
      const hasBlock = () => nextIndentation(text, index) > line.indentation;
      const missing = missingEnd(text.slice(line.start, contentEnd), open, !line.hasColon && { hasBlock });
      if (missing) insertions.push({ offset: contentEnd, text: missing });
      open = [];
      line = next;
      continue;
    }
    const closer = closers[found];
    if (closer) open.push({ closer, indentation: line.indentation });
    else if (found === open.at(-1)?.closer) open.pop();
    else if (found === ":" && open.length === 0) line = { ...line, hasColon: true };
    if (!/^[\s#]/.test(found)) contentEnd = end;
  }
  return repaired(text, insertions);
}

/** The line on which the statement at hand starts. */
interface Line {
  readonly start: number;
  readonly indentation: number;
  /** Outside brackets. */
  readonly hasColon: boolean;
}

function startsStatement(text: string, { start, indentation }: Line, open: readonly OpenBracket[]): boolean {
  const outermost = open[0];
  if (!outermost || indentation > outermost.indentation) return false;
  return statement.test(text.slice(start, start + 200));
}

// A name that stands for what is not written yet.
const placeholder = " _";
const breaksOff = /(?:(?<!\.)\.|[=+\-/%&|^<>~]|(?<!\bimport )\*|\b(?:in|and|or|not|is|if|elif|while))$/;
const header = /^(?:(?:async\s+)?(?:def|for|with)|class|if|elif|while|for)\b/;

/** What completes a line that breaks off after an operator, inside brackets, or before the colon of its block. */
function missingEnd(
  line: string,
  open: readonly OpenBracket[],
  colon: false | { readonly hasBlock: () => boolean },
): string {
  const operand = breaksOff.test(line) ? placeholder : "";
  const brackets = open
    .map((it) => it.closer)
    .reverse()
    .join("");
  const block = colon && header.test(line) ? (colon.hasBlock() ? ":" : ": pass") : "";
  return operand + brackets + block;
}

/** Indentation of the next line with something on it. */
function nextIndentation(text: string, lineBreak: number): number {
  blankLines.lastIndex = lineBreak;
  return blankLines.exec(text)?.[1]?.length ?? 0;
}

const blankLines = /(?:\n[ \t\f]*(?:#[^\n]*)?)*?\n([ \t\f]*)(?=[^\s#])/y;

function repaired(text: string, insertions: readonly Insertion[]): Repaired {
  if (insertions.length === 0) return { text, originalOffset: (offset) => offset };
  const parts: string[] = [];
  const places: { readonly from: number; readonly shift: number; readonly at: number }[] = [];
  let done = 0;
  let shift = 0;
  for (const it of insertions) {
    parts.push(text.slice(done, it.offset), it.text);
    places.push({ from: it.offset + shift, at: it.offset, shift: shift + it.text.length });
    done = it.offset;
    shift += it.text.length;
  }
  parts.push(text.slice(done));

  function originalOffset(offset: number): number {
    let place;
    for (const it of places) if (it.from < offset) place = it;
    // Inside what was put in, the place is where it was put.
    return place ? Math.max(place.at, offset - place.shift) : offset;
  }
  return { text: parts.join(""), originalOffset };
}
