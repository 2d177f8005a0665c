import { isKnown } from "../core/graph/dim.ts";
import { type NodeSource, type SourceRange } from "../core/graph/source-range.ts";
import { dtypeOf, shapeOf } from "../core/graph/value-type.ts";
import { type TracedModel, type TraceNote } from "../core/python/trace.ts";
import { type InspectNode, type InspectPlace, type InspectReport } from "./inspect-report.ts";

/** What a report says of a model that was traced from its source. */
export interface TracedSource {
  readonly model: TracedModel;
  /** Of the import of the file, before those of the model. */
  readonly notes: readonly TraceNote[];
  /** How the report calls a source file: the one that the user named as they wrote it. */
  readonly fileName: (file: string) => string;
}

type Facts = Pick<InspectReport["model"], "class" | "call" | "inputs">;

export function tracedFacts({ model: { entry, inputs, model } }: TracedSource): Facts {
  return {
    ...(entry.className !== undefined && { class: entry.className }),
    ...(entry.call !== undefined && { call: entry.call }),
    inputs: inputs.map(({ name, value, source }) => {
      const type = model.graph.values.get(value)?.type;
      const shape = shapeOf(type)?.filter(isKnown);
      const dtype = dtypeOf(type);
      return { name, ...(shape && { shape }), ...(dtype && { dtype }), source };
    }),
  };
}

export function toNotes(traced: TracedSource): NonNullable<InspectReport["coverage"]["notes"]> {
  return [...traced.notes, ...traced.model.notes].map(({ kind, level, message, location, count }) => ({
    kind,
    level,
    message,
    ...(location && { location: toPlace(location, traced) }),
    count,
  }));
}

type SourceFields = Pick<InspectNode, "modulePath" | "definition" | "calls"> &
  Partial<Pick<InspectNode, "location">>;

export function toSource(
  { modulePath, definition, location, calls }: NodeSource,
  traced: TracedSource,
): SourceFields {
  return {
    modulePath,
    ...(location && { location: toPlace(location, traced) }),
    ...(definition && { definition: toPlace(definition, traced) }),
    calls: calls.map((it) => toPlace(it, traced)),
  };
}

export function toPlace(
  { file, line, column, endLine, endColumn }: SourceRange,
  { fileName }: Pick<TracedSource, "fileName">,
): InspectPlace {
  return { file: fileName(file), line, column, endLine, endColumn };
}
