/** Reads the text of edgewise.json: what it says and its problems out, each at its place. It must not throw. */
import type { z } from "zod/mini";
import { type Parsed, type Problem } from "../core/graph/problem.ts";
import { type JsonRange, parsePlacedJson, placeKey } from "./json-places.ts";
import { projectFile, type ProjectFile } from "./project-file.ts";
import { issueText } from "./schema-words.ts";

type Path = readonly PropertyKey[];

/** Where a value of the file is, by the keys that lead to it. */
export type PlaceIn = (path: readonly (string | number)[]) => JsonRange | undefined;

export interface ReadProject {
  readonly project: ProjectFile;
  readonly placeOf: PlaceIn;
}

const longestText = 1_000_000;

/** The value is absent when an error is among the problems: half a configuration would check something else. */
export function readProject(text: string, rules: readonly string[]): Parsed<ReadProject | undefined> {
  if (text.length > longestText) {
    const message = `A project file has at most ${longestText} characters, this one has ${text.length}.`;
    return { value: undefined, problems: [{ code: "limit", severity: "error", message }] };
  }
  const { value, values, keys, faults } = parsePlacedJson(text);
  const problems: Problem[] = faults.map((it) =>
    problem(value === undefined ? "error" : "warning", it.message, it.range),
  );
  if (value === undefined) return { value: undefined, problems };
  const placeOf = (path: Path) => nearest(path, values);
  const result = projectFile.safeParse(value);
  if (!result.success) {
    for (const it of result.error.issues.flatMap((issue) => innermost(issue, value)))
      problems.push(...said(it, (path) => keys.get(key(path)) ?? placeOf(path)));
    return { value: undefined, problems };
  }
  for (const rule of Object.keys(result.data.rules ?? {})) {
    if (rules.includes(rule)) continue;
    problems.push(problem("warning", `There is no rule "${rule}".`, keys.get(placeKey(["rules", rule]))));
  }
  return { value: { project: result.data, placeOf }, problems };
}

function problem(severity: "error" | "warning", message: string, range: JsonRange | undefined): Problem {
  return { code: "malformed", severity, message, ...range };
}

const key = (path: Path): string => placeKey(path as readonly (string | number)[]);

/** Of the value, or of the nearest thing around it that the file has. */
function nearest(path: Path, values: ReadonlyMap<string, JsonRange>): JsonRange | undefined {
  for (let length = path.length; length >= 0; length--) {
    const found = values.get(key(path.slice(0, length)));
    if (found) return found;
  }
  return undefined;
}

/** A text or an object: of what each of the two has against the value, that of the one which was meant. */
function innermost(issue: z.core.$ZodIssue, value: unknown): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const given = at(value, issue.path);
  const isObject = typeof given === "object" && given !== null && !Array.isArray(given);
  const meant = issue.errors[isObject ? 1 : 0] ?? [];
  return meant.flatMap((it) => innermost({ ...it, path: [...issue.path, ...it.path] }, value));
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((it, name) => (it as Record<PropertyKey, unknown> | undefined)?.[name], value);
}

function said(issue: z.core.$ZodIssue, placeOf: (path: Path) => JsonRange | undefined): readonly Problem[] {
  if (issue.code !== "unrecognized_keys") return [problem("error", issueText(issue), placeOf(issue.path))];
  return issue.keys.map((it) =>
    problem("error", `There is no field "${it}" here.`, placeOf([...issue.path, it])),
  );
}
