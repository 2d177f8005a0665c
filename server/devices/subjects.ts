// What is evaluated of each kind of view; it must not evaluate.
import { type ModelView } from "../model-view.ts";
import { IgnoreComments } from "../project/ignore-comments.ts";
import { type TracedView } from "../python/traced-file.ts";
import { type Evaluable } from "./devices.ts";

export function modelSubject({ analysis, problems }: ModelView): Evaluable {
  return { analysis, problems };
}

/** `textOf` gives the open text of another file. */
export function sourceSubject(
  { analysis, source, traced }: TracedView,
  textOf: (path: string) => string | undefined,
): Evaluable {
  // Of the text that was run: its lines are those that the trace names.
  const comments = new IgnoreComments((file) => (file === source.path ? source.text : textOf(file)));
  const { definition } = traced.entry;
  return {
    analysis,
    problems: analysis.problems,
    isIgnored: (rule, node) => comments.isIgnored(rule, node, definition),
  };
}
