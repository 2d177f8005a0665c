// Hover cards: a node, a tensor, the whole model, or a model file named in Python; it must not compute costs.
import { type Hover, type Position, type Range } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { nodeAt, occurrenceAt, definitionOf, type Occurrence } from "../../core/read/onnx-text-map.ts";
import { markdownText } from "../../protocol/plain-text.ts";
import { modelSection, nodeSection } from "../cards/device-section.ts";
import { modelCard } from "../cards/model-card.ts";
import { nodeCard } from "../cards/node-card.ts";
import { tensorCard } from "../cards/tensor-card.ts";
import { type Evaluated } from "../devices/evaluated.ts";
import { evaluationOf, evaluationsOf } from "../devices/session-evaluations.ts";
import { type ModelView } from "../model-view.ts";
import { ExportedSource } from "../python/exported-source.ts";
import { pythonHover } from "../python/hover.ts";
import { links, rangeAt } from "../python/source-links.ts";
import { modelStringAt } from "../python-strings.ts";
import { toRange } from "../to-lsp.ts";
import { weightsCard } from "../weights/cards.ts";
import { weightsHover } from "../weights/hover.ts";
import { type Feature } from "./feature.ts";

export const hover: Feature = (session) => {
  session.connection.onHover(({ textDocument, position }, token) =>
    session.answer(async () => {
      const { uri } = textDocument;
      const settings = await session.settingsFor(uri);
      if (!settings.hover) return null;
      const weights = await session.weights(uri, token);
      if (weights) return weightsHover(weights, position);
      const view = await session.view(uri, token);
      if (view?.ok) {
        const evaluation = await evaluationOf(session, view.value, { uri, token });
        return hoverInModel(view.value, position, { ...session.client, evaluation });
      }
      if (view) return null;

      const document = session.documents.get(uri);
      const named = document && modelStringAt(document, position, session.client.roots);
      if (!named) {
        const python = await session.python.view(uri, token, "wait");
        if (!python) return null;
        const evaluations = await evaluationsOf(session, python, token);
        return pythonHover(python, position, { evaluations, docs: session.client.docs });
      }
      const model = await session.viewOfFile(named.file, settings, token);
      const card = !model.ok
        ? markdownText(model.error.message)
        : model.value.kind === "weights"
          ? weightsCard(model.value)
          : modelCard(model.value.name, model.value.analysis);
      return markdown(card, named.range);
    }),
  );
};

interface HoverContext {
  readonly roots: readonly string[];
  readonly docs?: string;
  readonly evaluation: Evaluated;
}

function hoverInModel(view: ModelView, position: Position, context: HoverContext): Hover | null {
  const { roots, docs, evaluation } = context;
  const offset = view.lines.offset(position);
  const node = nodeAt(view.map, offset);
  const occurrence = occurrenceAt(view.map, offset);
  // On a tensor's name the tensor; elsewhere on the line, and on what the node makes, the node.
  if (occurrence && !(node && isOutputOf(view, occurrence, node.node.outputs))) {
    const definition = definitionOf(view.map, occurrence);
    return markdown(tensorCard(view, occurrence, definition), toRange(view, occurrence.span));
  }
  if (node) {
    const reports = view.reports.get(node.node) ?? [];
    const card = nodeCard(reports, view.analysis, nodeSection({ evaluation, docs }, reports));
    const made = new ExportedSource(roots.map((it) => URI.parse(it).fsPath)).placeOf(node.node);
    const link = made ? links("Exported from", [rangeAt(made.path, made.line)]) : [];
    // High up: VS Code cuts a card at 250 px.
    const [head = "", ...rest] = card.split("\n\n");
    return markdown([[head, ...link].join("  \n"), ...rest].join("\n\n"), toRange(view, node.span));
  }
  const scope = view.map.scopes.find((it) => covers(it.name, offset));
  // The card is about the whole model: it belongs to its graph, not to functions and bodies.
  return scope?.kind === "graph" && scope.parent === undefined
    ? markdown(
        modelCard(view.name, view.analysis, { devices: modelSection({ evaluation, docs }) }),
        toRange(view, scope.name),
      )
    : null;
}

function isOutputOf(view: ModelView, { name, role, node }: Occurrence, outputs: readonly string[]): boolean {
  return role === "definition" && node !== undefined && outputs.includes(name);
}

function covers({ offset, length }: { offset: number; length: number }, at: number): boolean {
  return at >= offset && at <= offset + length;
}

function markdown(value: string, range: Range): Hover | null {
  return value === "" ? null : { contents: { kind: "markdown", value }, range };
}
