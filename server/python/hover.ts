// Hover cards in Python source: a call, a layer, a model; it must not compute costs.
import { type Hover, type Position } from "vscode-languageserver";
import { type Span } from "../../core/graph/model.ts";
import { costOfEach } from "../../core/python/instances.ts";
import { type PythonFunction } from "../../core/python/syntax.ts";
import { countText } from "../../core/graph/quantities.ts";
import { markdownText } from "../../protocol/plain-text.ts";
import { nameCode, nameText } from "../cards/card-text.ts";
import { classCard } from "../cards/class-card.ts";
import {
  type DeviceFacts,
  type DeviceSection,
  modelSection,
  nodeSection,
  noDevices,
} from "../cards/device-section.ts";
import { modelCard } from "../cards/model-card.ts";
import { placeCard } from "../cards/place-card.ts";
import { type Evaluations } from "../devices/session-evaluations.ts";
import { covers, lastingFailure, placesAt, type PythonView, type ShownModel } from "./python-view.ts";
import { modelsWith } from "./picked-instances.ts";
import { addressOf, links, linksOf } from "./source-links.ts";
import { type PlacedCost, type TracedView } from "./traced-file.ts";

/** What is known of the devices that a document's models are to run on. */
export interface DeviceContext {
  readonly evaluations: Evaluations;
  readonly docs: string | undefined;
}

/** A view with what its devices will make of it. */
type Shown = PythonView & { readonly devices: DeviceContext };

export function pythonHover(python: PythonView, position: Position, devices: DeviceContext): Hover | null {
  const view: Shown = { ...python, devices };
  const offset = view.lines.offset(position);
  return placeHover(view, offset) ?? definitionHover(view, offset) ?? layerHover(view, offset);
}

function placeHover(view: Shown, offset: number): Hover | undefined {
  const [found, ...others] = placesAt(view, offset).filter(({ place }) => isAtName(view, place, offset));
  if (!found) return undefined;
  const { model, place } = found;
  const alsoIn = [...new Set(others.map((it) => it.model.traced.entry.name))].filter(
    (it) => it !== model.traced.entry.name,
  );
  const remarks = alsoIn.length > 0 ? [`Also runs in ${alsoIn.join(", ")}.`] : [];
  const card = cardOf(view, found, remarks);
  return markdown(view, card, place.span);
}

function cardOf(
  view: Shown,
  { model, place }: { model: ShownModel; place: PlacedCost },
  remarks: readonly string[],
): string {
  return placeCard({
    place,
    analysis: model.analysis,
    each: costOfEach(place, model.analysis, model.traced),
    links: linksOf(model, place),
    code: textOf(view, place.span),
    devices: sectionOf(view, model, (it) => nodeSection(it, place.nodes)),
    remarks: [
      ...(view.models.length > 1 ? [`In ${model.traced.entry.name}.`] : []),
      ...remarks,
      ...inputRemarks(model),
      ...staleRemark(view, model),
    ],
  });
}

function sectionOf(
  { devices }: Shown,
  model: ShownModel,
  section: (facts: DeviceFacts) => DeviceSection,
): DeviceSection {
  const evaluation = devices.evaluations.get(model.analysis);
  return evaluation ? section({ evaluation, docs: devices.docs }) : noDevices;
}

/** On arguments that are nothing of ours other extensions tell more: the card belongs to what is called. */
function isAtName(view: PythonView, { span }: PlacedCost, offset: number): boolean {
  const opening = textOf(view, span).indexOf("(");
  return opening < 0 || offset <= span.offset + opening || offset >= span.offset + span.length - 1;
}

/** A class or function by whose name a model was made, or whose modules are in one. */
function definitionHover(view: Shown, offset: number): Hover | undefined {
  const named = [...view.syntax.classes, ...view.syntax.functions].find((it) => covers(it.nameSpan, offset));
  if (!named) return undefined;
  const model = view.models.find(({ traced: { entry } }) => entry.name === named.name);
  const card = model ? wholeCard(view, model) : (classHover(view, named.name) ?? functionHover(view, named));
  return card === undefined ? undefined : markdown(view, card, named.nameSpan);
}

function wholeCard(view: Shown, model: ShownModel): string {
  const { entry } = model.traced;
  const card = modelCard(entry.call ?? entry.name, model.analysis, {
    link: ({ node: { source } }) => (source?.location ? addressOf(source.location) : undefined),
    devices: sectionOf(view, model, modelSection),
  });
  return [card, ...[...inputRemarks(model), ...staleRemark(view, model)].map(markdownText)].join("\n\n");
}

function classHover(view: Shown, name: string): string | undefined {
  const [found, ...others] = modelsWith(view, name);
  if (!found) return undefined;
  const { model, instances } = found;
  const made = model.traced.modules
    .filter((it) => it.className === name)
    .flatMap((it) => it.definition ?? []);
  return classCard({
    name,
    model: model.traced.entry.name,
    analysis: model.analysis,
    instances,
    devices: sectionOf(view, model, (it) =>
      nodeSection(
        it,
        instances.flatMap((instance) => instance.nodes),
      ),
    ),
    remarks: [
      ...(others.length > 0
        ? [
            `Also in ${others.map((it) => `${it.model.traced.entry.name} (${it.instances.length})`).join(", ")}.`,
          ]
        : []),
      ...inputRemarks(model),
      ...staleRemark(view, model),
    ],
    links: links("Made at", made),
  });
}

/** Where a function makes one thing, that thing. */
function functionHover(view: Shown, { span }: PythonFunction): string | undefined {
  for (const model of view.models) {
    const inside = model.places.filter((it) => it.kind === "definition" && isInside(it.span, span));
    const [place, ...others] = inside.filter(
      (it) => !inside.some((o) => o !== it && isInside(it.span, o.span)),
    );
    if (place && others.length === 0) return cardOf(view, { model, place }, []);
  }
  return undefined;
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.offset <= inner.offset && inner.offset + inner.length <= outer.offset + outer.length;
}

/** Without a trace: what the literal arguments of a layer tell. */
function layerHover(view: PythonView, offset: number): Hover | null {
  const layer = view.syntax.layers.filter(({ span }) => covers(span, offset)).at(-1);
  if (!layer) return null;
  const known = view.layers.find((it) => it.layer === layer);
  const parameters = known ? countText(known.parameters) : "depend on what its arguments are";
  const more = view.canTrace ? (view.failure ?? "Not part of a model that was run.") : whatTrustAdds;
  const card = [
    `**${nameText(layer.callee.replace(/^torch\./, ""))}**${layer.attribute ? ` · ${nameCode(layer.attribute)}` : ""}`,
    ["| | here |", "| :-- | --: |", `| parameters | ${parameters} |`].join("\n"),
    markdownText(more),
  ].join("\n\n");
  return markdown(view, card, layer.span);
}

const whatTrustAdds =
  "From its arguments alone. In a trusted workspace, with edgewise.tracePython on, the file is run in a sandbox: then also shapes, multiply-adds, memory access and memory usage, here and at each call.";

/** How the input was found, when nobody said it. */
export function inputRemarks({ traced }: TracedView): readonly string[] {
  const guessed = traced.inputs.filter((it) => it.source === "probe");
  return guessed.length > 0
    ? [`Input ${guessed.map((it) => it.name).join(", ")} found by trying sizes.`]
    : [];
}

function staleRemark(view: PythonView, { isStale }: ShownModel): readonly string[] {
  if (!isStale) return [];
  const reason = lastingFailure(view);
  return [
    reason === undefined ? "Being updated." : `From the last version that could be run. Now: ${reason}`,
  ];
}

export function textOf({ text }: PythonView, { offset, length }: Span): string {
  return text.slice(offset, offset + length);
}

function markdown(view: PythonView, value: string, { offset, length }: Span): Hover {
  return { contents: { kind: "markdown", value }, range: view.lines.range(offset, length) };
}
