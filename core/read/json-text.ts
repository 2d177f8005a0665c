/** Reads JSON strictly: a key given twice is a problem, since readers differ in which one counts. It must not throw. */
import { type Problem, type Result } from "../graph/problem.ts";
import { quoted } from "./quoted.ts";

export type Json = Readonly<Record<string, unknown>>;

export function parseJson(text: string, what: string): Result<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    // What JSON.parse says would quote the text.
    return { ok: false, error: { code: "malformed", severity: "error", message: `${what} is no JSON.` } };
  }
}

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

export function asArray(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** A value of the object's own: `constructor` is no key of an empty one. */
export function at(value: unknown, key: string): unknown {
  const object = asObject(value);
  return object && Object.hasOwn(object, key) ? object[key] : undefined;
}

const mostSaid = 10;

/** The keys that one of the objects in valid JSON has twice. */
export function duplicateKeys(text: string, what: string): readonly Problem[] {
  const problems: Problem[] = [];
  // Of each object or list that is open, its keys; a list has none.
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length && problems.length < mostSaid; i++) {
    const it = text[i];
    if (it === "{") open.push(new Set());
    else if (it === "[") open.push(undefined);
    else if (it === "}" || it === "]") open.pop();
    else if (it === '"') {
      const end = endOfText(text, i);
      const keys = open.at(-1);
      // In an object, what a colon follows is a key.
      if (keys && isKey(text, end)) {
        const key = JSON.parse(text.slice(i, end)) as string;
        if (keys.has(key)) problems.push(twice(key, what));
        keys.add(key);
      }
      i = end - 1;
    }
  }
  return problems;
}

/** Behind the closing quote. Not by a regular expression: on a text of megabytes its stack would overflow. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0) {
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function isKey(text: string, from: number): boolean {
  let i = from;
  while (i < text.length && " \t\r\n".includes(text[i] ?? "")) i++;
  return text[i] === ":";
}

function twice(key: string, what: string): Problem {
  const message = `${what} has the key ${quoted(key)} twice; the last one is taken, other readers may take the first.`;
  return { code: "malformed", severity: "error", message };
}
