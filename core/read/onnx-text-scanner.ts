// Cuts ONNX text into tokens; it knows nothing of the grammar, and never fails: a stray character is a token too.

/** A punctuation mark is its own kind. `unclosed` is a string without its end, `other` a character of no token. */
export type TokenKind = "name" | "string" | "number" | "end" | "unclosed" | "other" | Mark;
type Mark = "(" | ")" | "[" | "]" | "{" | "}" | "<" | ">" | "=" | "=>" | "," | ":" | "." | "@" | "?";

const marks = new Set("()[]{}<>=,:.@?");
const blank = /[\s\uFEFF]/;
const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const number = /-?(?:[0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?|(?:infinity|inf|nan)(?![A-Za-z0-9_]))/iy;
const nodeLine = (() => {
  const tensor = String.raw`(?:"(?:[^"\\\n]|\\[^\n])*"|[A-Za-z_]\w*)`;
  const label = String.raw`(?:\[[ \t]*${tensor}?[ \t]*\][ \t]*)?`;
  // A type as the value of an attribute is no operator.
  const operator = String.raw`(?!(?:seq|map|optional|sparse_tensor|opaque)\b)[A-Za-z_][\w.]*(?:[ \t]*:[ \t]*\w+)?`;
  const outputs = String.raw`${tensor}(?:[ \t]*,[ \t]*${tensor})*`;
  return new RegExp(String.raw`[ \t]*${label}${outputs}[ \t]*=[ \t]*${operator}[ \t]*([(<])`, "y");
})();
const functionHeader = /<\s*(?:domain|opset_import|doc_string|overload)\s*:/y;
const afterString = /\s*(?:[,\])}>:=#]|$)/y;

// Both bounds keep hostile text linear: how far strings without an end and lists of graph inputs are looked through.
const maxWastedLines = 1000;
const maxLookAhead = 500;

/** Stands at one token; `advance` moves to the next. Lives as long as one reading. */
export class Scanner {
  kind: TokenKind = "end";
  start = 0;
  end = 0;
  /** End of the token before this one. */
  previousEnd = 0;
  isFirstOnLine = true;
  /** Column of the first token on the line of this token. */
  indent = 0;
  /** Braces opened and not closed before this token. */
  braces = 0;
  /** Line ends passed in vain by strings that turned out not to be closed. */
  private wastedLines = 0;

  constructor(readonly text: string) {
    this.scan();
  }

  advance(): void {
    if (this.kind === "{") this.braces++;
    else if (this.kind === "}") this.braces--;
    this.previousEnd = this.end;
    this.isFirstOnLine = false;
    this.scan();
  }

  /** Moves to the end of the text. */
  stop(): void {
    this.end = this.text.length;
    this.advance();
  }

  /** The token as written. */
  source(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The name, or the string without quotes and escapes. */
  value(): string {
    if (this.kind !== "string") return this.source();
    const inner = this.text.slice(this.start + 1, this.end - 1);
    return inner.includes("\\") ? inner.replace(/\\([^])/g, "$1") : inner;
  }

  /** Whether this token begins a line such as `y = Relu(x)`; `body = g (x) => (y)` is an attribute and does not. */
  isAtNode(): boolean {
    if (!this.isFirstOnLine) return false;
    nodeLine.lastIndex = this.start;
    const match = nodeLine.exec(this.text);
    return match !== null && (match[1] === "<" || !this.isArrowAfterList(nodeLine.lastIndex));
  }

  /** Whether this token opens the header of a function. */
  isAtFunction(): boolean {
    if (this.kind !== "<") return false;
    functionHeader.lastIndex = this.start;
    return functionHeader.test(this.text);
  }

  private scan(): void {
    this.skipBlank();
    const { text, start } = this;
    const char = text.charAt(start);
    if (char === "") this.take("end", start);
    else if (char === '"') this.scanString();
    else if (marks.has(char)) {
      if (char === "=" && text.charAt(start + 1) === ">") this.take("=>", start + 2);
      else this.take(char as Mark, start + 1);
    } else {
      name.lastIndex = number.lastIndex = start;
      if (name.test(text)) this.take("name", name.lastIndex);
      else if (number.test(text)) this.take("number", number.lastIndex);
      else this.take("other", start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1));
    }
  }

  private take(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  private skipBlank(): void {
    const { text } = this;
    let at = this.end;
    let lineStart = this.isFirstOnLine ? at : -1;
    for (; at < text.length; at++) {
      const char = text.charAt(at);
      if (char === "#") {
        const lineEnd = text.indexOf("\n", at);
        at = lineEnd < 0 ? text.length : lineEnd;
        lineStart = at + 1;
      } else if (char === "\n") lineStart = at + 1;
      else if (char !== " " && !blank.test(char)) break;
    }
    this.start = Math.min(at, text.length);
    this.isFirstOnLine = lineStart >= 0;
    if (this.isFirstOnLine) this.indent = this.start - lineStart;
  }

  /**
   * ONNX strings may hold line ends. While one is typed its end is missing, and the next quote, which opens another
   * string, must not be taken for it: what follows tells them apart.
   */
  private scanString(): void {
    const { text } = this;
    const maxLines = this.wastedLines > maxWastedLines ? 16 : Infinity;
    let lines = 0;
    for (let at = this.start + 1; at < text.length && lines <= maxLines; at++) {
      const char = text.charAt(at);
      if (char === '"') {
        afterString.lastIndex = at + 1;
        if (lines > 0 && !afterString.test(text)) break;
        return this.take("string", at + 1);
      }
      if (char === "\\") at++;
      else if (char === "\n") lines++;
    }
    this.wastedLines += lines;
    const lineEnd = text.indexOf("\n", this.start);
    this.take("unclosed", lineEnd < 0 ? text.length : lineEnd);
  }

  /** Looks past the list whose parenthesis was just opened, to the end of the line or a little further. */
  private isArrowAfterList(from: number): boolean {
    const { text } = this;
    const lineEnd = text.indexOf("\n", from);
    const limit = Math.max(lineEnd < 0 ? text.length : lineEnd, Math.min(from + maxLookAhead, text.length));
    let depth = 1;
    let at = from;
    for (let isQuoted = false; at < limit && depth > 0; at++) {
      const char = text.charAt(at);
      if (char === '"') isQuoted = !isQuoted;
      else if (isQuoted && char === "\\") at++;
      else if (!isQuoted && char === "(") depth++;
      else if (!isQuoted && char === ")") depth--;
    }
    while (at < limit && blank.test(text.charAt(at))) at++;
    return depth === 0 && text.startsWith("=>", at);
  }
}
