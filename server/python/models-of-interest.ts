// Which models somebody who edits a file wants to see first; it must not run anything.
import { type Replacement } from "../../core/python/shift.ts";
import { type PythonSyntax } from "../../core/python/syntax.ts";
import { type TracedView } from "./traced-file.ts";

const mostNames = 3;

/**
 * Names of classes and functions: the one that was edited, then the smallest of the models in which the edited code runs.
 * `models` and `syntax` are of the text after the edit.
 */
export function modelsOfInterest(
  models: readonly TracedView[],
  { classes, functions }: PythonSyntax,
  { start, newEnd }: Replacement,
): readonly string[] {
  const around = [...classes, ...functions].filter(
    ({ span }) => span.offset <= newEnd && start <= span.offset + span.length,
  );
  const edited = new Set(around.map((it) => it.name));
  const inEdited = (offset: number) =>
    around.some(({ span }) => span.offset <= offset && offset < span.offset + span.length);
  const named = models.filter((it) => edited.has(it.traced.entry.name));
  const running = models
    .filter((it) => it.places.some(({ span }) => inEdited(span.offset)))
    .sort((a, b) => a.analysis.nodes.length - b.analysis.nodes.length);
  return [...new Set([...named, ...running].map((it) => it.traced.entry.name))].slice(0, mostNames);
}
