// Links from cards to lines of source; it must not open files.
import { basename } from "node:path";
import { URI } from "vscode-uri";
import { isSame } from "../../core/python/places.ts";
import { type SourceRange } from "../../core/graph/source-range.ts";
import { nameText } from "../cards/card-text.ts";
import { type PlacedCost, type TracedView } from "./traced-file.ts";

const mostLinks = 4;

/** An address that editors open at the line. */
export function addressOf({ file, line, column }: SourceRange): string {
  return `${URI.file(file).toString()}#L${line},${column}`;
}

export function rangeAt(file: string, line: number): SourceRange {
  return { file, line, column: 1, endLine: line, endColumn: 1 };
}

/** From a call to where its modules were made, from there to where they are called. */
export function linksOf({ traced }: TracedView, place: PlacedCost): readonly string[] {
  const paths = new Set(place.modules);
  const made = traced.modules.filter((it) => paths.has(it.path));
  if (place.kind === "call")
    return links(
      "Made at",
      made.flatMap((it) => it.definition ?? []),
      place.range,
    );
  const indexes = new Set(made.map((it) => traced.modules.indexOf(it)));
  const calls = traced.calls.filter((it) => indexes.has(it.module)).flatMap((it) => it.stack.at(-1) ?? []);
  return links("Called at", calls, place.range);
}

export function links(what: string, ranges: readonly SourceRange[], except?: SourceRange): readonly string[] {
  const distinct = new Map(ranges.map((it) => [addressOf(it), it]));
  const others = [...distinct.values()].filter((it) => !except || !isSame(it, except));
  const shown = others
    .slice(0, mostLinks)
    .map((it) => `[${nameText(basename(it.file))}:${it.line}](${addressOf(it)})`);
  if (shown.length === 0) return [];
  const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : "";
  return [`${what} ${shown.join(", ")}${more}`];
}
