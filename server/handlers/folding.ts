// Foldable parts of a model's text; it must not look at the text itself.
import { FoldingRangeKind } from "vscode-languageserver";
import { type Feature } from "./feature.ts";

export const folding: Feature = (session) => {
  session.connection.onFoldingRanges(({ textDocument: { uri } }, token) =>
    session.answer(async () => {
      const view = await session.view(uri, token);
      if (!view?.ok) return null;
      const { map, lines } = view.value;
      return map.folds.flatMap(({ kind, span }) => {
        const { start, end } = lines.range(span.offset, span.length);
        if (start.line === end.line) return [];
        const folding = { startLine: start.line, endLine: end.line - (kind === "body" ? 1 : 0) };
        return folding.endLine > folding.startLine
          ? [{ ...folding, ...(kind !== "body" && { kind: FoldingRangeKind.Region }) }]
          : [];
      });
    }),
  );
};
