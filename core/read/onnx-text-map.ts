// Where nodes, tensor names and foldable parts stand in an ONNX text; plain data and look-ups, never the text itself.
import { type Node, type Span } from "../graph/model.ts";

/** Offsets are UTF-16 units. Every list is in text order, so that a binary search by offset finds an entry. */
export interface TextMap {
  readonly scopes: readonly TextScope[];
  /** A node with subgraphs comes before the nodes inside it. */
  readonly nodes: readonly TextNode[];
  /** They never overlap. */
  readonly occurrences: readonly Occurrence[];
  readonly folds: readonly Fold[];
}

/** A graph or a function: names defined in it are visible in it and in the graphs inside it. */
export interface TextScope {
  /** Its index in `scopes`. */
  readonly id: number;
  readonly kind: "graph" | "function";
  /** Missing for the main graph and for functions, which see no outer names. */
  readonly parent?: number;
  /** `""` for the main graph, `then_branch of choose`, or `domain.name` of a function. */
  readonly path: string;
  /** Index of the node that holds this graph as an attribute. */
  readonly node?: number;
  readonly name: Span;
  readonly span: Span;
}

export interface TextNode {
  readonly span: Span;
  /** The operator with its domain, without an overload. */
  readonly operator: Span;
  /** The name between the brackets of `[name]`. */
  readonly label?: Span;
  readonly scope: number;
  readonly node: Node;
}

/** A tensor name as written, quotes included in the span; omitted inputs and outputs have none. */
export interface Occurrence {
  readonly name: string;
  readonly span: Span;
  /** Graph inputs, initializers and node outputs define; node inputs, graph outputs and stated types use. */
  readonly role: "definition" | "use";
  readonly scope: number;
  /** Index of the node it is an input or output of. */
  readonly node?: number;
}

export interface Fold {
  readonly kind: "header" | "initializers" | "body";
  readonly span: Span;
}

/** The innermost node that covers `offset`, its end included. */
export function nodeAt(map: TextMap, offset: number): TextNode | undefined {
  let index: number | undefined = lastStartingBefore(map.nodes, offset);
  while (index !== undefined) {
    const entry: TextNode | undefined = map.nodes[index];
    if (!entry || covers(entry.span, offset)) return entry;
    index = map.scopes[entry.scope]?.node;
  }
  return undefined;
}

/** The tensor name that covers `offset`, its end included. */
export function occurrenceAt(map: TextMap, offset: number): Occurrence | undefined {
  const entry = map.occurrences[lastStartingBefore(map.occurrences, offset)];
  return entry && covers(entry.span, offset) ? entry : undefined;
}

/** Where the tensor is defined: in the scope of the occurrence, else in the nearest outer one that has the name. */
export function definitionOf(map: TextMap, occurrence: Occurrence): Occurrence | undefined {
  const definitions = new Map<number, Occurrence>();
  for (const it of sameName(map, occurrence.name)) {
    if (it.role === "definition" && !definitions.has(it.scope)) definitions.set(it.scope, it);
  }
  return definitions.get(resolvedScope(map, occurrence.scope, definitions));
}

/** All places that mean the same tensor, in text order, the given one included. */
export function occurrencesOf(map: TextMap, occurrence: Occurrence): readonly Occurrence[] {
  const named = sameName(map, occurrence.name);
  const defining = new Set(named.filter((it) => it.role === "definition").map((it) => it.scope));
  const home = resolvedScope(map, occurrence.scope, defining);
  return named.filter((it) => resolvedScope(map, it.scope, defining) === home);
}

/** The nearest scope outwards that defines the name; when none does, the outermost one. */
function resolvedScope(map: TextMap, from: number, defining: { has(scope: number): boolean }): number {
  let scope = from;
  while (!defining.has(scope)) {
    const parent = map.scopes[scope]?.parent;
    if (parent === undefined) return scope;
    scope = parent;
  }
  return scope;
}

// A map never changes once built, so its index by name is made once and goes when the map goes.
const indexes = new WeakMap<TextMap, Map<string, Occurrence[]>>();

function sameName(map: TextMap, name: string): readonly Occurrence[] {
  let index = indexes.get(map);
  if (!index) {
    index = new Map();
    for (const it of map.occurrences) {
      const list = index.get(it.name);
      if (list) list.push(it);
      else index.set(it.name, [it]);
    }
    indexes.set(map, index);
  }
  return index.get(name) ?? [];
}

/** Index of the last entry that starts at or before `offset`; -1 when none does. */
function lastStartingBefore(entries: readonly { readonly span: Span }[], offset: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.span.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function covers(span: Span, offset: number): boolean {
  return offset >= span.offset && offset <= span.offset + span.length;
}
