// YAML as PyYAML reads it (version 1.1), given to the sandbox as JSON. It must not grow without bounds on hostile text.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  type ParseOptions,
  type DocumentOptions,
  type SchemaOptions,
  type Tags,
  visit,
} from "yaml";

/** Configuration files are a few kilobytes. */
export const yamlSizeLimit = 256 * 1024;
/** References that may be followed: each copies what it stands for. */
const aliasLimit = 1000;
const nodeLimit = 200_000;
/** The parser's time grows with the square of the depth, and nothing can stop it. */
const depthLimit = 100;

/** What PyYAML reads as a truth value or as a number with an exponent: less than version 1.1 allows. */
const pyTests: readonly (readonly [
  tag: string,
  format: string | undefined,
  value: boolean | undefined,
  test: RegExp,
])[] = [
  ["bool", undefined, true, /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/],
  ["bool", undefined, false, /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/],
  ["float", "EXP", undefined, /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)[eE][-+][0-9]+$/],
];

const options: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  merge: true,
  intAsBigInt: true,
  uniqueKeys: false,
  customTags: (tags) => tags.map(asPyYaml),
};

function asPyYaml(tag: Tags[number]): Tags[number] {
  if (typeof tag === "string" || !("test" in tag) || tag.test === undefined) return tag;
  const { test } = tag;
  const found = pyTests.find(([name, format, value]) => {
    const isSameValue = value === undefined || test.test(String(value));
    return tag.tag === `tag:yaml.org,2002:${name}` && tag.format === format && isSameValue;
  });
  return found ? { ...tag, test: found[3] } : tag;
}

/**
 * JSON text of the document. What JSON lacks is marked: a mapping whose keys are not all strings is
 * `{"__edgewise_pairs__": [[key, value], …]}`, several documents are `{"__edgewise_documents__": […]}`, and text that
 * cannot be read is `{"__edgewise_error__": "why"}`. NaN and Infinity are written as Python's json module reads them.
 */
export function yamlToJson(text: string): string {
  try {
    if (text.length > yamlSizeLimit) throw new Error(`YAML text of ${text.length} characters is too long`);
    if (isTooDeep(text)) throw new Error(`more than ${depthLimit} levels`);
    const documents = parseAllDocuments(text, options);
    const values = (Array.isArray(documents) ? documents : []).map((it) => {
      const [error] = it.errors;
      if (error) throw error;
      const aliasCount = countAliases(it.contents);
      if (aliasCount > aliasLimit) throw new Error(`${aliasCount} aliases are too many`);
      return write(it.contents ? it.toJS({ mapAsMap: true, maxAliasCount: 100 }) : null, { nodeCount: 0 });
    });
    return values.length > 1 ? `{"__edgewise_documents__":[${values.join(",")}]}` : (values[0] ?? "null");
  } catch (error) {
    return JSON.stringify({
      __edgewise_error__: error instanceof Error ? error.message.slice(0, 500) : "not YAML",
    });
  }
}

/** An estimate from above: brackets in texts count, too. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const it of text) {
    if (it === "[" || it === "{") depth++;
    else if (it === "]" || it === "}") depth--;
    if (depth > depthLimit) return true;
  }
  return /(?:[-?:][ \t\n]+){100}|^ {400}/m.test(text);
}

function countAliases(node: ParsedNode | null): number {
  let count = 0;
  if (node && (isMap(node) || isSeq(node))) visit(node, { Alias: (_, it) => void (isAlias(it) && count++) });
  return count;
}

function write(value: unknown, budget: { nodeCount: number }): string {
  if (++budget.nodeCount > nodeLimit) throw new Error(`more than ${nodeLimit} values`);
  if (value === undefined || value === null) return "null";
  if (value instanceof Map) return writeMap(value, budget);
  if (value instanceof Set) return writeMap(new Map([...value].map((it) => [it, null])), budget);
  if (Array.isArray(value)) return `[${value.map((it) => write(it, budget)).join(",")}]`;
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isInteger(value) ? writeWhole(value) : String(value);
  if (typeof value === "boolean") return String(value);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  return JSON.stringify(typeof value === "string" ? value : String(value));
}

/** With `intAsBigInt` a number that is whole was written with a point or an exponent: Python must read a float again. */
function writeWhole(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function writeMap(map: ReadonlyMap<unknown, unknown>, budget: { nodeCount: number }): string {
  const entries = [...map];
  if (entries.every(([key]) => typeof key === "string")) {
    return `{${entries.map(([key, it]) => `${JSON.stringify(key)}:${write(it, budget)}`).join(",")}}`;
  }
  const pairs = entries.map(
    ([key, it]) => `[${write(isScalar(key) ? key.value : key, budget)},${write(it, budget)}]`,
  );
  return `{"__edgewise_pairs__":[${pairs.join(",")}]}`;
}
