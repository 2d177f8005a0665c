// One trace of a Python document as an editor needs it: costs and findings at places of the traced text.
import { type Span } from "../../core/graph/model.ts";
import { type Problem, type Severity } from "../../core/graph/problem.ts";
import { type SourceRange } from "../../core/graph/source-range.ts";
import { analyze } from "../../core/metrics/analyze.ts";
import { type Analysis } from "../../core/metrics/analysis.ts";
import { explainError } from "../../core/python/explain-error.ts";
import { type IsWanted, type Place, placesOf } from "../../core/python/places.ts";
import { type Trace, type TracedModel, type TraceError, type TraceNote } from "../../core/python/trace.ts";
import { LineIndex } from "../line-index.ts";

export interface TracedFile {
  /** Of the document that was traced; -1 once it is outdated by something other than an edit. */
  readonly version: number;
  readonly text: string;
  readonly models: readonly TracedView[];
  readonly findings: readonly Finding[];
  /** Why it gives no models, or not all of one. */
  readonly failure?: string;
  /** Not all of the file ran: what it defines may still be there. */
  readonly isCutShort: boolean;
  /** Classes and functions for which there was no time. */
  readonly waiting: readonly string[];
}

export interface TracedView {
  /** The text that was run, and its version. */
  readonly source: TracedText;
  readonly traced: TracedModel;
  readonly analysis: Analysis;
  /** Where the class or the function that makes it is defined, when that is in this file. */
  readonly definition?: Span;
  /** Those in this file. */
  readonly places: readonly PlacedCost[];
}

export interface PlacedCost extends Place {
  readonly span: Span;
}

/** Something to tell at a place: what failed, what is not known, what was assumed. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span?: Span;
}

export interface TracedText {
  readonly path: string;
  readonly version: number;
  readonly text: string;
}

export function tracedFile(trace: Trace, problems: readonly Problem[], source: TracedText): TracedFile {
  const spanOf = spansIn(source);
  const models = trace.models.map((it) => tracedView(it, source, spanOf));
  const errors = [trace.error, ...trace.models.map((it) => it.error)].filter((it) => it !== undefined);
  const [first] = errors;
  const findings = [
    ...errors.map((it) => errorFinding(it, spanOf)),
    ...[...trace.notes, ...trace.models.flatMap((it) => it.notes)].map((it) => noteFinding(it, spanOf)),
    ...problems.map((it) => problemFinding(it, spanOf)),
    ...models.flatMap((it) => it.analysis.problems.map((problem) => problemFinding(problem, spanOf))),
  ];
  return {
    version: source.version,
    text: source.text,
    models,
    findings: distinct(findings),
    ...(first && { failure: explainError(first) }),
    isCutShort: trace.error !== undefined,
    waiting: trace.candidates.filter((it) => it.isWaiting).map((it) => it.name),
  };
}

/** A trace that came to nothing: blocked, out of time or memory. */
export function failedTrace(message: string, { version, text }: TracedText): TracedFile {
  const finding: Finding = { code: "python", severity: "warning", message };
  return { version, text, models: [], findings: [finding], failure: message, isCutShort: true, waiting: [] };
}

export type SpanOf = (range: SourceRange | undefined) => Span | undefined;

export function spansIn({ path, text }: TracedText): SpanOf {
  const lines = new LineIndex(text);
  const at = (line: number, column: number) => lines.offset({ line: line - 1, character: column - 1 });
  return (range) => {
    if (range?.file !== path) return undefined;
    const offset = at(range.line, range.column);
    return { offset, length: Math.max(0, at(range.endLine, range.endColumn) - offset) };
  };
}

function tracedView(traced: TracedModel, source: TracedText, spanOf: SpanOf): TracedView {
  const analysis = analyze(traced.model);
  const definition = spanOf(traced.entry.definition);
  const places = placed(placesOf(analysis, traced), spanOf);
  return { source, traced, analysis, ...(definition && { definition }), places };
}

/** The places again, of what is wanted at each. */
export function placedCosts(
  { source, traced, analysis }: TracedView,
  isWanted: IsWanted,
): readonly PlacedCost[] {
  return placed(placesOf(analysis, traced, isWanted), spansIn(source));
}

function placed(places: readonly Place[], spanOf: SpanOf): readonly PlacedCost[] {
  return places.flatMap((it) => {
    const span = spanOf(it.range);
    return span ? [{ ...it, span }] : [];
  });
}

function errorFinding(error: TraceError, spanOf: SpanOf): Finding {
  const message = explainError(error);
  // Half-written code is the normal case, and Python's own tools tell of it; a model that fails is news.
  const severity = error.phase === "syntax" || error.phase === "import" ? "info" : "error";
  // The failure is deep in a library: the innermost call in this file led to it.
  const span =
    spanOf(error.location) ??
    error.calls
      .map(spanOf)
      .filter((it) => it !== undefined)
      .at(-1);
  return { code: "python", severity, message, ...(span && { span }) };
}

function noteFinding({ kind, level, message, location, count }: TraceNote, spanOf: SpanOf): Finding {
  const span = spanOf(location);
  const times = count > 1 ? ` (${count} times)` : "";
  return {
    code: kind,
    severity: level === "error" ? "warning" : "info",
    message: message + times,
    ...(span && { span }),
  };
}

function problemFinding({ code, severity, message, source }: Problem, spanOf: SpanOf): Finding {
  const span = spanOf(source);
  return { code, severity, message, ...(span && { span }) };
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((it) => [`${it.code} ${it.span?.offset} ${it.message}`, it])).values()];
}
