/** Reads JSON and keeps where each value is, so that a fault of a user's file can be shown at its place. It must not throw. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

export interface JsonRange {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly length: number;
}

export interface PlacedJson {
  /** Absent when the text is no JSON. */
  readonly value?: unknown;
  /** Of each value by `placeKey` of the keys that lead to it. */
  readonly values: ReadonlyMap<string, JsonRange>;
  /** Of the keys themselves. */
  readonly keys: ReadonlyMap<string, JsonRange>;
  readonly faults: readonly { readonly message: string; readonly range: JsonRange }[];
}

type Path = readonly (string | number)[];

const mostLevels = 64;

export const placeKey = (path: Path): string => JSON.stringify(path);

export function parsePlacedJson(text: string): PlacedJson {
  const places: Places = { values: new Map(), keys: new Map(), faults: [] };
  const deep = tooDeep(text);
  if (deep !== undefined)
    return refused(places, `Not JSON: values are less than ${mostLevels} levels deep here.`, deep);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error)
    return refused(places, `Not JSON: ${said(error)}.`, { offset: error.offset, length: error.length });
  if (!tree) return refused(places, "Not JSON: a value is expected here.", { offset: 0, length: 0 });
  return { value: valueOf(tree, [], places), ...places };
}

interface Places {
  readonly values: Map<string, JsonRange>;
  readonly keys: Map<string, JsonRange>;
  readonly faults: { message: string; range: JsonRange }[];
}

function refused(places: Places, message: string, { offset, length }: JsonRange): PlacedJson {
  return { ...places, faults: [{ message, range: { offset, length } }] };
}

/** `PropertyNameExpected` → `property name expected`. */
function said({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

function valueOf(node: Node, path: Path, places: Places): unknown {
  places.values.set(placeKey(path), { offset: node.offset, length: node.length });
  if (node.type === "array") return (node.children ?? []).map((it, i) => valueOf(it, [...path, i], places));
  if (node.type !== "object") return node.value;
  const entries = new Map<string, unknown>();
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (!key || !value) continue;
    const name = String(key.value);
    const range = { offset: key.offset, length: key.length };
    if (entries.has(name))
      places.faults.push({ message: `The key "${name}" is here twice; this one counts.`, range });
    places.keys.set(placeKey([...path, name]), range);
    entries.set(name, valueOf(value, [...path, name], places));
  }
  return Object.fromEntries(entries);
}

/** Where it gets too deep for a reader that calls itself; undefined where it never does. */
function tooDeep(text: string): JsonRange | undefined {
  let level = 0;
  // Brackets within strings are none.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token === "{" || token === "[") level++;
    else if (token === "}" || token === "]") level--;
    if (level >= mostLevels) return { offset: index, length: 1 };
  }
  return undefined;
}
