// The outline and the folds of a file of weights: the tree of its names; it must not look at the text.
import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from "vscode-languageserver";
import { importPath } from "../../core/read/pickle-problems.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { bytesText, countText } from "../../core/graph/quantities.ts";
import { type WeightsRow } from "./weights-text.ts";
import { type WeightsView } from "./weights-view.ts";

const longestName = 120;

export function weightsSymbols(view: WeightsView): DocumentSymbol[] {
  const top: DocumentSymbol[] = [];
  const open: DocumentSymbol[] = [];
  const ends = lastLines(view.rows);
  view.rows.forEach((row, i) => {
    const symbol = rowSymbol(view, row, view.rows[ends[i] ?? i] ?? row);
    open.length = row.depth;
    const above = open[row.depth - 1];
    if (above) (above.children ??= []).push(symbol);
    else top.push(symbol);
    open.push(symbol);
  });
  return view.importsTitle ? [...top, importsSymbol(view, view.importsTitle)] : top;
}

function rowSymbol({ lines, text }: WeightsView, row: WeightsRow, last: WeightsRow): DocumentSymbol {
  const { span, name, tree, tensor } = row;
  const count = tensor ? tensor.elements : tree.parameters;
  const size = tensor?.isShared ? "shared" : bytesText(tree.bytes);
  return {
    name: text.slice(name.offset, name.offset + name.length),
    detail: count === undefined ? size : `${countText(count)} · ${size}`,
    kind: tensor ? SymbolKind.Field : SymbolKind.Module,
    range: lines.range(span.offset, last.span.offset + last.span.length - span.offset),
    selectionRange: lines.range(name.offset, name.length),
  };
}

function importsSymbol(
  { lines, imports }: WeightsView,
  title: NonNullable<WeightsView["importsTitle"]>,
): DocumentSymbol {
  const end = imports.at(-1)?.span ?? title;
  return {
    name: "imports",
    detail: String(imports.length),
    kind: SymbolKind.Namespace,
    range: lines.range(title.offset, end.offset + end.length - title.offset),
    selectionRange: lines.range(title.offset, title.length),
    children: imports.map(({ span, it }) => ({
      name: shortened(plainText(importPath(it)).trim(), longestName) || "(no name)",
      kind: SymbolKind.Function,
      range: lines.range(span.offset, span.length),
      selectionRange: lines.range(span.offset, span.length),
    })),
  };
}

export function weightsFolds({ rows, lines, folds }: WeightsView): FoldingRange[] {
  const ends = lastLines(rows);
  const lineOf = (row: WeightsRow | undefined) => lines.position(row?.span.offset ?? 0).line;
  const branches = rows.flatMap((row, i): readonly FoldingRange[] => {
    const end = ends[i] ?? i;
    return end > i ? [{ startLine: lineOf(row), endLine: lineOf(rows[end]) }] : [];
  });
  return [
    ...branches,
    ...folds.map(({ offset, length }): FoldingRange => {
      const { start, end } = lines.range(offset, length);
      return { startLine: start.line, endLine: end.line, kind: FoldingRangeKind.Region };
    }),
  ];
}

/** Of each row, the place of the last one below it. */
function lastLines(rows: readonly WeightsRow[]): readonly number[] {
  const ends = rows.map((_, i) => i);
  const open: number[] = [];
  rows.forEach(({ depth }, i) => {
    open.length = depth;
    for (const it of open) ends[it] = i;
    open.push(i);
  });
  return ends;
}
