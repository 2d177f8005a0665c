// The state of one reading of ONNX text: expectations, faults and how to go on after one; no grammar lives here.
import { type Problem, ProblemList } from "../graph/problem.ts";
import { type Span } from "../graph/model.ts";
import { mostNodes } from "./onnx-reading.ts";
import { type Occurrence } from "./onnx-text-map.ts";
import { TextMapBuilder } from "./onnx-text-map-builder.ts";
import { Scanner, type TokenKind } from "./onnx-text-scanner.ts";

/** Thrown where the text breaks off, caught where reading can go on; never leaves the reader. No stack, so cheap. */
export class SyntaxFault {
  constructor(readonly problem: Problem) {}
}

const maxDepth = 100;
const mostParts = { nodes: mostNodes, names: 500_000, functions: 100_000 };
const closers: Partial<Record<TokenKind, -1>> = { ")": -1, "]": -1, "}": -1 };
const openers: Partial<Record<TokenKind, 1>> = { "(": 1, "[": 1, "{": 1 };

export class Reading {
  readonly problems = new ProblemList();
  readonly map = new TextMapBuilder();
  readonly scanner: Scanner;
  private depth = 0;
  private readonly counts = { nodes: 0, names: 0, functions: 0 };
  /** Said where the reading stopped for good, if it did. */
  private end: Problem | undefined;
  private lastFault = -1;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  /** Counts one more; with too many the text ends there, so that it cannot take the memory and hours of time. */
  count(part: keyof typeof mostParts): void {
    const most = mostParts[part];
    if (++this.counts[part] <= most || this.end) return;
    const message = `There are more than ${most} ${part}; what follows is left out, and totals are lower bounds.`;
    this.end = { code: "limit", severity: "error", message, offset: this.scanner.start };
    this.scanner.stop();
  }

  /** A name of a value, at the token before this one. */
  occurrence(name: string, span: Span, role: Occurrence["role"]): void {
    this.map.occurrence(name, span, role);
    this.count("names");
  }

  /** Whether the text was read to its end. */
  isWhole(): boolean {
    return this.end === undefined;
  }

  /** Everything that was found wrong. */
  allProblems(): readonly Problem[] {
    const problems = this.problems.finish();
    return this.end ? [this.end, ...problems] : problems;
  }

  is(kind: TokenKind): boolean {
    return this.scanner.kind === kind;
  }

  isName(): boolean {
    return this.scanner.kind === "name" || this.scanner.kind === "string";
  }

  accept(kind: TokenKind): boolean {
    if (this.scanner.kind !== kind) return false;
    this.scanner.advance();
    return true;
  }

  expect(kind: TokenKind): void {
    if (!this.accept(kind)) throw this.fault(`"${kind}"`);
  }

  /** Reports a missing token and goes on as if it were there. */
  expectOrGoOn(kind: TokenKind): boolean {
    const isThere = this.accept(kind);
    if (!isThere) this.report(this.fault(`"${kind}"`));
    return isThere;
  }

  /** A name, quoted or not; `what` says in a message what it would be. */
  name(what: string): { text: string; span: Span } {
    if (!this.isName()) throw this.fault(what);
    return this.take();
  }

  identifier(what: string): string {
    if (!this.is("name")) throw this.fault(what);
    return this.take().text;
  }

  string(what: string): string {
    if (!this.is("string")) throw this.fault(what);
    return this.take().text;
  }

  /** A whole number; beyond 2^53 it is rounded. */
  integer(what: string): number {
    const source = this.scanner.source();
    if (!this.is("number") || !/^-?[0-9]+$/.test(source)) throw this.fault(what);
    this.scanner.advance();
    return Number(source);
  }

  /** The token and where it stands, and on to the next. */
  take(): { text: string; span: Span } {
    const { start, end } = this.scanner;
    const taken = { text: this.scanner.value(), span: { offset: start, length: end - start } };
    this.scanner.advance();
    return taken;
  }

  fault(expected: string): SyntaxFault {
    return this.faultHere("malformed", `Expected ${expected}, found ${this.found()}.`);
  }

  faultHere(code: Problem["code"], message: string): SyntaxFault {
    const { start, end } = this.scanner;
    return new SyntaxFault({
      code,
      severity: "error",
      message,
      offset: start,
      length: Math.max(1, end - start),
    });
  }

  /** One message for one place: what goes wrong after a fault at the same token is its consequence. */
  report(fault: SyntaxFault): void {
    const offset = fault.problem.offset ?? 0;
    // What is missing behind the end of the reading is not missing in the text.
    if (offset !== this.lastFault && !this.end) this.problems.add(fault.problem);
    this.lastFault = offset;
  }

  /** Runs `read`; on a fault reports it and gives false. */
  attempt(read: () => void): boolean {
    try {
      read();
      return true;
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault;
      this.report(fault);
      return false;
    }
  }

  nested<T>(read: () => T): T {
    if (this.depth >= maxDepth) {
      throw this.faultHere(
        "limit",
        `Nested more than ${maxDepth} levels deep; the rest of this node was left out.`,
      );
    }
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  /**
   * Items between commas up to `close`, whose opening mark is already read. After a fault goes on at the next item;
   * throws the fault once more when the list ends without its mark.
   */
  list(close: ")" | "]" | ">" | "}", item: () => void): void {
    if (this.accept(close)) return;
    do {
      try {
        item();
        if (!this.is(close) && !this.is(",")) throw this.fault(`"," or "${close}"`);
      } catch (fault) {
        if (!(fault instanceof SyntaxFault)) throw fault;
        this.report(fault);
        if (!this.skipItem(close)) throw fault;
      }
    } while (this.accept(","));
    this.accept(close);
  }

  /** After a fault in a list: to its next comma or its end; false when something that cannot be in it comes first. */
  private skipItem(close: TokenKind): boolean {
    const { scanner } = this;
    let depth = 0;
    for (; !this.is("end"); scanner.advance()) {
      if (scanner.isAtNode() || scanner.isAtFunction() || this.is("=>")) return false;
      // Nothing inside a list between angle brackets holds a ">", so it ends the list whatever is still open.
      if (this.is(close) && (depth <= 0 || close === ">")) return true;
      if (this.is(",") && depth <= 0) return true;
      if (this.is("{") && close !== ">") return false;
      if (close === "]" && (this.is(">") || this.is("<") || this.is("="))) return false;
      if (this.is("}") && depth <= 0 && scanner.isFirstOnLine) return false;
      depth += openers[scanner.kind] ?? closers[scanner.kind] ?? 0;
    }
    return false;
  }

  /**
   * After a fault in a node: to the next line that looks like a node, or to the end of the list it is in. `braces` and
   * `indent` are those of the broken node: a brace it left open is given up once the text is back at its indentation.
   */
  skipToNode(braces: number, indent: number): void {
    const { scanner } = this;
    for (; !this.is("end"); scanner.advance()) {
      const isInside = scanner.braces > braces;
      if (scanner.isAtNode() && (!isInside || scanner.indent <= indent)) break;
      if (scanner.isFirstOnLine && scanner.isAtFunction()) break;
      if (this.is("}") && (!isInside || (scanner.isFirstOnLine && scanner.indent < indent))) break;
    }
    scanner.braces = braces;
  }

  private found(): string {
    const { scanner } = this;
    if (scanner.kind === "end") return "the end of the text";
    const source = scanner.source();
    const shown = source.length > 40 ? `${source.slice(0, 40)}…` : source;
    return scanner.kind === "unclosed" ? `a string that is not closed: ${shown}` : `"${shown}"`;
  }
}
