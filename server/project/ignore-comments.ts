// Reads `# edgewise: ignore rule-id` from Python source, and tells which findings it concerns. It must not read files itself.
import { type SourceRange } from "../../core/graph/source-range.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";

/** A rule that a comment names, and where. */
export interface IgnoredRule {
  readonly rule: string;
  readonly place: SourceRange;
}

interface CommentLines {
  /** Rules by line, 1-based. */
  readonly byLine: ReadonlyMap<number, ReadonlySet<string>>;
  /** Lines that hold nothing but a comment: they speak for the next line. */
  readonly alone: ReadonlySet<number>;
  readonly named: readonly IgnoredRule[];
}

const comment = /#\s*edgewise:\s*ignore\b([^#]*)/;
const longestLine = 10_000;

export class IgnoreComments {
  private readonly files = new Map<string, CommentLines>();

  /** `textOf` gives the text that was run, or nothing. */
  constructor(private readonly textOf: (file: string) => string | undefined) {}

  /** A finding about a node, at its call or where its module was made; about the model, at its class or function. */
  isIgnored(rule: string, node: NodeReport | undefined, model: SourceRange | undefined): boolean {
    const source = node?.node.source;
    const places = node ? [source?.location, source?.definition] : [model];
    return places.some((it) => it && this.concerns(it, rule));
  }

  /** All rules that comments of a file name. */
  named(file: string): readonly IgnoredRule[] {
    return this.linesOf(file).named;
  }

  /** On its first line, behind its last one, or alone on the line above. */
  private concerns({ file, line, endLine }: SourceRange, rule: string): boolean {
    const { byLine, alone } = this.linesOf(file);
    const has = (at: number) => byLine.get(at)?.has(rule) === true;
    return has(line) || has(endLine) || (alone.has(line - 1) && has(line - 1));
  }

  private linesOf(file: string): CommentLines {
    const known = this.files.get(file);
    if (known) return known;
    const lines = commentLines(file, this.textOf(file) ?? "");
    this.files.set(file, lines);
    return lines;
  }
}

function commentLines(file: string, text: string): CommentLines {
  const byLine = new Map<number, Set<string>>();
  const alone = new Set<number>();
  const named: IgnoredRule[] = [];
  if (!text.includes("edgewise")) return { byLine, alone, named };
  for (const [index, it] of text.split(/\r\n?|\n/).entries()) {
    const found = it.length > longestLine ? null : comment.exec(it);
    if (!found) continue;
    const line = index + 1;
    if (it.slice(0, found.index).trim() === "") alone.add(line);
    const from = found.index + found[0].length - (found[1]?.length ?? 0);
    const ids = [...(found[1] ?? "").matchAll(/(?:^[\s:]*|,\s*)([\w-]+)/g)];
    for (const id of ids) {
      const rule = id[1] ?? "";
      byLine.set(line, (byLine.get(line) ?? new Set()).add(rule));
      const column = from + id.index + id[0].length - rule.length + 1;
      named.push({ rule, place: { file, line, column, endLine: line, endColumn: column + rule.length } });
    }
  }
  return { byLine, alone, named };
}
