// Hover cards in Python source: a call, a layer, a model; it must not compute costs.
import { type Hover, type Position } from "vscode-languageserver";
import { type Span } from "../../core/graph/model.ts";
import { countText } from "../../protocol/quantities.ts";
import { markdownText } from "../../protocol/plain-text.ts";
import { nameCode, nameText } from "../cards/card-text.ts";
import { modelCard } from "../cards/model-card.ts";
import { placeCard } from "../cards/place-card.ts";
import { covers, placesAt, type PythonView } from "./python-view.ts";
import { type PlacedCost, type TracedView } from "./traced-file.ts";

export function pythonHover(view: PythonView, position: Position): Hover | null {
  const offset = view.lines.offset(position);
  return placeHover(view, offset) ?? definitionHover(view, offset) ?? layerHover(view, offset);
}

function placeHover(view: PythonView, offset: number): Hover | undefined {
  const [found, ...others] = placesAt(view, offset).filter(({ place }) => isAtName(view, place, offset));
  if (!found) return undefined;
  const { model, place } = found;
  const alsoIn = [...new Set(others.map((it) => it.model.traced.entry.name))].filter(
    (it) => it !== model.traced.entry.name,
  );
  const card = placeCard({
    place,
    analysis: model.analysis,
    code: textOf(view, place.span),
    remarks: [
      ...(view.models.length > 1 ? [`In ${model.traced.entry.name}.`] : []),
      ...(alsoIn.length > 0 ? [`Also runs in ${alsoIn.join(", ")}.`] : []),
      ...inputRemarks(model),
      ...staleRemark(view),
    ],
  });
  return markdown(view, card, place.span);
}

/** On arguments that are nothing of ours other extensions tell more: the card belongs to what is called. */
function isAtName(view: PythonView, { span }: PlacedCost, offset: number): boolean {
  const opening = textOf(view, span).indexOf("(");
  return opening < 0 || offset <= span.offset + opening || offset >= span.offset + span.length - 1;
}

/** A class or function by whose name a model was made. */
function definitionHover(view: PythonView, offset: number): Hover | undefined {
  const named = [...view.syntax.classes, ...view.syntax.functions].find((it) => covers(it.nameSpan, offset));
  const model = named && view.models.find(({ traced: { entry } }) => entry.name === named.name);
  if (!model) return undefined;
  const card = [
    modelCard(model.traced.entry.call ?? model.traced.entry.name, model.analysis),
    ...[...inputRemarks(model), ...staleRemark(view)].map(markdownText),
  ].join("\n\n");
  return markdown(view, card, named.nameSpan);
}

/** Without a trace: what the literal arguments of a layer tell. */
function layerHover(view: PythonView, offset: number): Hover | null {
  const found = view.layers.filter(({ layer }) => covers(layer.span, offset)).at(-1);
  if (!found) return null;
  const { layer, parameters } = found;
  const more = view.canTrace
    ? (view.failure ?? "The model was not run yet.")
    : "From its arguments alone. In a trusted workspace, with edgewise.tracePython on, also shapes, multiply-adds and memory access.";
  const card = [
    `**${nameText(layer.callee.replace(/^torch\./, ""))}**${layer.attribute ? ` · ${nameCode(layer.attribute)}` : ""}`,
    ["| | here |", "| :-- | --: |", `| parameters | ${countText(parameters)} |`].join("\n"),
    markdownText(more),
  ].join("\n\n");
  return markdown(view, card, layer.span);
}

/** How the input was found, when nobody said it. */
export function inputRemarks({ traced }: TracedView): readonly string[] {
  const guessed = traced.inputs.filter((it) => it.source === "probe");
  return guessed.length > 0
    ? [`Input ${guessed.map((it) => it.name).join(", ")} found by trying sizes.`]
    : [];
}

function staleRemark({ isStale, failure }: PythonView): readonly string[] {
  if (!isStale) return [];
  return [
    failure === undefined ? "Being updated." : `From the last version that could be run. Now: ${failure}`,
  ];
}

export function textOf({ text }: PythonView, { offset, length }: Span): string {
  return text.slice(offset, offset + length);
}

function markdown(view: PythonView, value: string, { offset, length }: Span): Hover {
  return { contents: { kind: "markdown", value }, range: view.lines.range(offset, length) };
}
