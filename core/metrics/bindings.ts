import { type Bindings, type Dim, isKnown, symbolsOf } from "../graph/dim.ts";
import { type Graph, type Value } from "../graph/model.ts";
import { type Shape } from "../graph/shape.ts";
import { bindType, shapeOf, tensor, dtypeOf, type ValueType } from "../graph/value-type.ts";

/** What the user says about inputs: `--bind seq=128` and `--input x=1x3x224x224`. */
export interface InputChoices {
  readonly bindings: Bindings;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

export const noChoices: InputChoices = { bindings: new Map(), shapes: new Map() };

/** The inputs that a caller feeds: graph inputs without a stored default. */
export function fedInputs(graph: Graph): readonly Value[] {
  return graph.inputs.filter((it) => !graph.constants.has(it.name));
}

/**
 * The symbols' values in use: what the user bound, what a given input shape implies, and 1 for the batch. The batch
 * is the symbol that stands alone as the first size of an input of rank 2 or more, unless its name says what else it
 * is (`seq_len`, `num_points`).
 */
export function bindingsInUse(graph: Graph, choices: InputChoices): Bindings {
  const bindings = new Map<string, number>();
  for (const input of fedInputs(graph)) {
    const shape = shapeOf(input.type);
    const first = shape?.[0];
    if (!shape || first === undefined || isKnown(first) || !isSingleSymbol(first)) continue;
    if (isBatchName(first.text) || (shape.length > 1 && !isOtherName(first.text)))
      bindings.set(first.text, 1);
  }
  for (const input of fedInputs(graph)) {
    const given = choices.shapes.get(input.name);
    if (!given) continue;
    shapeOf(input.type)?.forEach((dim, i) => {
      const size = given[i];
      if (!isKnown(dim) && size !== undefined && isSingleSymbol(dim)) bindings.set(dim.text, size);
    });
  }
  for (const [name, size] of choices.bindings) bindings.set(name, size);
  return bindings;
}

/** An input's type under the bindings; a shape given for it wins over the one in the file. */
export function inputType(value: Value, choices: InputChoices, bindings: Bindings): ValueType | undefined {
  const given = choices.shapes.get(value.name);
  if (given) return tensor(dtypeOf(value.type), given);
  return bindType(value.type, bindings);
}

/** Symbols that inputs still leave open, in the order they appear. */
export function openSymbols(shapes: Iterable<Shape | undefined>): readonly string[] {
  const found = new Set<string>();
  for (const shape of shapes) for (const dim of shape ?? []) symbolsOf(dim, found);
  return [...found];
}

function isSingleSymbol(dim: Exclude<Dim, number>): boolean {
  return symbolsOf(dim).has(dim.text);
}

function isBatchName(name: string): boolean {
  return /^(n|b|bs|.*batch.*)$/i.test(name);
}

function isOtherName(name: string): boolean {
  return /seq|len|token|time|frame|step|height|width|point|node|edge|^[hwdtls]$/i.test(name);
}
