// The card of what the pointer rests on in a file of weights; it must not compute anything.
import { type Hover, type Position } from "vscode-languageserver";
import { type Span } from "../../core/graph/model.ts";
import { importCard, rowCard, weightsCard } from "./cards.ts";
import { type WeightsView } from "./weights-view.ts";

export function weightsHover(view: WeightsView, position: Position): Hover | null {
  const offset = view.lines.offset(position);
  const row = lineAt(view.rows, offset);
  if (row) return card(view, rowCard(view, row), row.span);
  const named = lineAt(view.imports, offset);
  if (named) return card(view, importCard(named.it), named.span);
  return offset <= view.title.offset + view.title.length ? card(view, weightsCard(view), view.title) : null;
}

function card(view: WeightsView, value: string, { offset, length }: Span): Hover {
  return { contents: { kind: "markdown", value }, range: view.lines.range(offset, length) };
}

/** The line around an offset; they stand in order. */
function lineAt<T extends { readonly span: Span }>(lines: readonly T[], offset: number): T | undefined {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.span.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = lines[low];
  const isInside = found && offset >= found.span.offset && offset <= found.span.offset + found.span.length;
  return isInside ? found : undefined;
}
