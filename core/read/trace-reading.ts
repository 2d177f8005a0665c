/** Takes values out of JSON that nobody vouches for; it must not trust a type, a length or an index, nor throw. */
import { type ProblemList } from "../graph/problem.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Where the reading is, and what it found wrong. */
export class TraceReading {
  constructor(readonly problems: ProblemList) {}

  /** What is wrong, in our words: none of the text goes into the message. */
  malformed(what: string): void {
    this.problems.add({ code: "malformed", severity: "warning", message: `The trace is damaged: ${what}.` });
  }

  /** The items of a list, at most `limit`; none when it is missing. */
  list(value: unknown, title: string, limit: number): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      this.malformed(`${title} is no list`);
      return [];
    }
    const items = value as readonly unknown[];
    if (items.length <= limit) return items;
    const message = `The trace has ${items.length} ${title}; the first ${limit} are read.`;
    this.problems.add({ code: "limit", severity: "warning", message });
    return items.slice(0, limit);
  }

  /** The items of a list that are objects, each with its place in the list. */
  objects(value: unknown, title: string, limit: number): readonly (readonly [index: number, it: Json])[] {
    return this.list(value, title, limit).flatMap((it, i) => {
      const found = asObject(it);
      if (!found) this.malformed(`entry ${i} of ${title} is no object`);
      return found ? [[i, found] as const] : [];
    });
  }
}

export function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** A whole number that can point into a list of this length. */
export function asIndex(value: unknown, length: number): number | undefined {
  const count = asCount(value);
  return count !== undefined && count < length ? count : undefined;
}

/** A whole number from 0 up. */
export function asCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

const longestName = 1000;

/** A name on one line; undefined when it is no text. */
export function asName(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return value.slice(0, longestName).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "\ufffd");
}

const longestMessage = 4000;

/** A message, its lines joined to one. */
export function asMessage(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.slice(0, longestMessage).replace(/[^\S ]+ */g, " ");
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd").trim();
}
