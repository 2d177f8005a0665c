import { symbolsOf } from "../core/graph/dim.ts";
import { type Model } from "../core/graph/model.ts";
import { shapeText } from "../core/graph/shape.ts";
import { elementOf, shapeOf, typeText, type ValueType } from "../core/graph/value-type.ts";
import { analyze } from "../core/metrics/analyze.ts";
import { fedInputs, type InputChoices } from "../core/metrics/bindings.ts";

const maxNames = 12;

/** What of the user's choices fits no model like this: to ignore it would give the numbers of something else. */
export function wrongChoice(model: Model, choices: InputChoices): string | undefined {
  for (const [name, sizes] of choices.shapes) {
    const wrong = wrongInput(model, name, sizes);
    if (wrong) return `--input ${name}: ${wrong}`;
  }
  return wrongSymbol(model, choices);
}

function wrongInput({ graph }: Model, name: string, sizes: readonly number[]): string | undefined {
  const inputs = fedInputs(graph);
  const input = inputs.find((it) => it.name === name);
  if (!input) return `the model's inputs are ${list(inputs.map((it) => it.name))}`;
  const { type } = input;
  if (type && type.kind !== "tensor") return `it is declared as ${typeText(type)}, which has no single shape`;
  const declared = shapeOf(type);
  if (!declared || declared.length === sizes.length) return undefined;
  return `it is declared as ${shapeText(declared)}, which has ${declared.length} sizes, not ${sizes.length}`;
}

function wrongSymbol(model: Model, { bindings, shapes }: InputChoices): string | undefined {
  const known = declaredSymbols(model);
  const isKnown = (name: string) => known.has(name);
  if ([...bindings.keys()].every(isKnown)) return undefined;
  // Sizes that depend on data get their names only when the shapes are worked out: `kept_d0`.
  const { nodes } = analyze(model, { bindings: new Map(), shapes });
  for (const it of nodes.flatMap(({ outputs }) => outputs)) addSymbols(it?.type, known);
  const unknown = [...bindings.keys()].find((it) => !known.has(it));
  return unknown === undefined
    ? undefined
    : `--bind ${unknown}: the model's symbolic dimensions are ${list([...known])}`;
}

function declaredSymbols({ graph }: Model): Set<string> {
  const found = new Set<string>();
  for (const it of [...fedInputs(graph), ...graph.values.values(), ...graph.outputs])
    addSymbols(it.type, found);
  return found;
}

function addSymbols(type: ValueType | undefined, found: Set<string>): void {
  for (let it = type; it; it = it.kind === "map" ? it.value : elementOf(it))
    for (const dim of shapeOf(it) ?? []) symbolsOf(dim, found);
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, maxNames).join(", ") || "none";
  return names.length > maxNames ? `${shown} and ${names.length - maxNames} more` : shown;
}
