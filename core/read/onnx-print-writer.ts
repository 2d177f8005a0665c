// Puts ONNX text together piece by piece and knows the offset of each piece; it must not know the grammar.
import { type Span } from "../graph/model.ts";
import { TextMapBuilder } from "./onnx-text-map-builder.ts";
import { isTypeWord } from "./onnx-text-type.ts";

const identifierForm = /^[A-Za-z_][A-Za-z0-9_]*$/;

const maxParts = 2048;

/** Lives as long as one printing. */
export class TextWriter {
  readonly map = new TextMapBuilder();
  offset = 0;
  private readonly chunks: string[] = [];
  private parts: string[] = [];
  private notes: string[] = [];
  private indent = "";

  /** `fileName` is where elided weights are: the model's own file. */
  constructor(readonly fileName: string) {}

  write(text: string): void {
    // Joined early, the pieces die young; a million of them kept to the end cost more to move than to write.
    if (this.parts.push(text) >= maxParts) this.flush();
    this.offset += text.length;
  }

  /** Writes and says where. */
  place(text: string): Span {
    const span = { offset: this.offset, length: text.length };
    this.write(text);
    return span;
  }

  /** A tensor name, quoted when it has to be. */
  tensor(name: string, role: "definition" | "use"): void {
    this.map.occurrence(name, this.place(quotable(name)), role);
  }

  /** An identifier where the grammar allows no quotes; another name is changed, and a comment holds the real one. */
  plain(name: string, what: string): Span {
    return this.place(this.plainText(name, what));
  }

  plainText(name: string, what: string): string {
    if (!isIdentifier(name)) this.note(`${what}: ${quotedText(name)}`);
    return asIdentifier(name);
  }

  /** A comment for the end of this line. */
  note(text: string): void {
    this.notes.push(text.replace(/\s+/g, " "));
  }

  /** Ends the line. */
  line(): void {
    if (this.notes.length > 0) {
      this.write(`  # ${this.notes.join("; ")}`);
      this.notes = [];
    }
    this.write("\n");
    this.write(this.indent);
  }

  /** Writes each item on its own line, two spaces further in, and `separator` between them. */
  block<T>(items: Iterable<T>, separator: string, item: (it: T) => void): void {
    const outer = this.indent;
    this.indent = `${outer}  `;
    let isFirst = true;
    for (const it of items) {
      if (!isFirst) this.write(separator);
      isFirst = false;
      this.line();
      item(it);
    }
    this.indent = outer;
    this.line();
  }

  /** Items on one line. */
  list<T>(items: Iterable<T>, item: (it: T) => void): void {
    let isFirst = true;
    for (const it of items) {
      if (!isFirst) this.write(", ");
      isFirst = false;
      item(it);
    }
  }

  text(): string {
    this.flush();
    return this.chunks.join("");
  }

  private flush(): void {
    this.chunks.push(this.parts.join(""));
    this.parts = [];
  }
}

/** The name with every character that an identifier cannot have changed to `_`. */
export function asIdentifier(name: string): string {
  if (isIdentifier(name)) return name;
  const changed = name.replace(/[^A-Za-z0-9_]/g, "_");
  return isIdentifier(changed) ? changed : `_${changed}`;
}

export function isIdentifier(text: string): boolean {
  return identifierForm.test(text);
}

/** A name as it stands where the grammar allows quotes. Words that begin a type would be read as one. */
export function quotable(name: string): string {
  return isIdentifier(name) && !isTypeWord(name) ? name : quotedText(name);
}

export function quotedText(text: string): string {
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, "\\$&") : text}"`;
}
