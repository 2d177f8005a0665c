// Definition, references and highlights of tensors, and from a Python string to its model; it must not edit.
import {
  DocumentHighlightKind,
  type Location,
  type LocationLink,
  type Position,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { definitionOf, nodeAt, occurrenceAt, occurrencesOf } from "../../core/read/onnx-text-map.ts";
import { type ModelView } from "../model-view.ts";
import { isTextModel } from "../open-model.ts";
import { modelUri } from "../model-uri.ts";
import { modelStringAt } from "../python-strings.ts";
import { ExportedSource } from "../python/exported-source.ts";
import { toRange } from "../to-lsp.ts";
import { type Feature } from "./feature.ts";

const start = { line: 0, character: 0 };

export const navigation: Feature = (session) => {
  /** Editors without links take a place alone. */
  const asAsked = (link: LocationLink | undefined): LocationLink[] | Location[] | null => {
    if (!link) return null;
    if (session.client.hasLinks) return [link];
    return [{ uri: link.targetUri, range: link.targetSelectionRange }];
  };

  session.connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    session.answer(async () => {
      const view = await session.view(uri, token);
      if (view?.ok) {
        const { value } = view;
        return asAsked(
          definition(value, uri, position) ?? sourceDefinition(value, position, session.client.roots),
        );
      }
      if (view) return null;
      const document = session.documents.get(uri);
      const named = document && modelStringAt(document, position, session.client.roots);
      if (!named) return null;
      const target = isTextModel(named.file.fsPath) ? named.file : modelUri(named.file);
      return asAsked({
        originSelectionRange: named.range,
        targetUri: target.toString(),
        targetRange: { start, end: start },
        targetSelectionRange: { start, end: start },
      });
    }),
  );

  session.connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
    session.answer(async () => {
      const view = await session.view(uri, token);
      if (!view?.ok) return null;
      const found = occurrencesAt(view.value, position);
      const wanted = context.includeDeclaration ? found : found.filter((it) => it.role === "use");
      return wanted.map((it): Location => ({ uri, range: toRange(view.value, it.span) }));
    }),
  );

  session.connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
    session.answer(async () => {
      const view = await session.view(uri, token);
      if (!view?.ok) return null;
      return occurrencesAt(view.value, position).map((it) => ({
        range: toRange(view.value, it.span),
        kind: it.role === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }),
  );
};

function definition(view: ModelView, uri: string, position: Position): LocationLink | undefined {
  const occurrence = occurrenceAt(view.map, view.lines.offset(position));
  const found = occurrence && definitionOf(view.map, occurrence);
  if (!occurrence || !found) return undefined;
  const range = toRange(view, found.span);
  const node = found.node === undefined ? undefined : view.map.nodes[found.node];
  return {
    originSelectionRange: toRange(view, occurrence.span),
    targetUri: uri,
    targetRange: node ? toRange(view, node.span) : range,
    targetSelectionRange: range,
  };
}

/** From a node to the Python that it was exported from, when the file says so and it is in the workspace. */
function sourceDefinition(
  view: ModelView,
  position: Position,
  roots: readonly string[],
): LocationLink | undefined {
  const entry = nodeAt(view.map, view.lines.offset(position));
  if (!entry) return undefined;
  const found = new ExportedSource(roots.map((it) => URI.parse(it).fsPath)).placeOf(entry.node);
  if (!found) return undefined;
  const line = { line: found.line - 1, character: 0 };
  const range = { start: line, end: line };
  return {
    originSelectionRange: toRange(view, entry.span),
    targetUri: URI.file(found.path).toString(),
    targetRange: range,
    targetSelectionRange: range,
  };
}

function occurrencesAt(view: ModelView, position: Position) {
  const occurrence = occurrenceAt(view.map, view.lines.offset(position));
  return occurrence ? occurrencesOf(view.map, occurrence) : [];
}
