// Foldable parts of a model's text: headers, weights, bodies, runs of constants; it must not look at the text itself.
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import { type ModelView } from "../model-view.ts";
import { weightsFolds } from "../weights/outline.ts";
import { type Feature } from "./feature.ts";

export const folding: Feature = (session) => {
  session.connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    session.answer(async () => {
      const weights = await session.weights(uri, token);
      if (weights) return weightsFolds(weights);
      const view = await session.view(uri, token);
      return view?.ok ? [...parts(view.value), ...constantRuns(view.value)] : null;
    }),
  );
};

/** What is a region starts folded in a binary model's view: it stands in the way of the graph. */
function region(startLine: number, endLine: number): FoldingRange {
  return { startLine, endLine, kind: FoldingRangeKind.Region };
}

function parts({ map, lines }: ModelView): readonly FoldingRange[] {
  return map.folds.flatMap(({ kind, span }) => {
    const { start, end } = lines.range(span.offset, span.length);
    if (kind !== "body") return end.line > start.line ? [region(start.line, end.line)] : [];
    // The closing brace stays in sight.
    return end.line - 1 > start.line ? [{ startLine: start.line, endLine: end.line - 1 }] : [];
  });
}

const shortestRun = 4;

/** Some exporters write every weight as a Constant node before the first node that does something. */
function constantRuns({ map, lines }: ModelView): readonly FoldingRange[] {
  const runs: FoldingRange[] = [];
  let first: number | undefined;
  let last = 0;
  const close = () => {
    if (first !== undefined && last - first + 1 >= shortestRun) runs.push(region(first, last));
    first = undefined;
  };
  for (const { node, span } of map.nodes) {
    const { start, end } = lines.range(span.offset, span.length);
    const isNext = first === undefined || start.line === last + 1;
    if (node.opType !== "Constant" || !isNext) close();
    if (node.opType !== "Constant") continue;
    first ??= start.line;
    last = end.line;
  }
  close();
  return runs;
}
