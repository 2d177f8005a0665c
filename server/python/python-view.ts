// One version of a Python document as an editor shows it: its syntax, and what the last trace says of its places.
import { type Span } from "../../core/graph/model.ts";
import { layerParameters } from "../../core/python/layer-parameters.ts";
import { replacementBetween, shifted } from "../../core/python/shift.ts";
import { type LayerCall, type PythonSyntax } from "../../core/python/syntax.ts";
import { LineIndex } from "../line-index.ts";
import { type Picks, withPicks } from "./picked-instances.ts";
import { type Finding, type PlacedCost, type TracedFile, type TracedView } from "./traced-file.ts";

export interface PythonView {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  readonly syntax: PythonSyntax;
  readonly canTrace: boolean;
  /** The first numbers of this text are not there yet. */
  readonly isTracing: boolean;
  /** Numbers of some of its models may still come. */
  readonly isUpdating: boolean;
  /** Why the text as it is gives no numbers of its own. */
  readonly failure?: string;
  readonly models: readonly ShownModel[];
  readonly picks: Picks;
  readonly findings: readonly Finding[];
  /** Layers with what their arguments tell, for where there is no trace. */
  readonly layers: readonly LayerWithParameters[];
}

export interface ShownModel extends TracedView {
  /** The numbers are of an older text: of the last one that could be run. */
  readonly isStale: boolean;
}

export interface LayerWithParameters {
  readonly layer: LayerCall;
  readonly parameters: number;
}

export interface PythonViewParts {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly syntax: PythonSyntax;
  readonly canTrace: boolean;
  readonly isTracing: boolean;
  readonly isUpdating: boolean;
  readonly models: readonly TracedView[];
  readonly picks: Picks;
  readonly latest?: TracedFile;
}

export function pythonView(parts: PythonViewParts): PythonView {
  const { uri, version, text, syntax, canTrace, isTracing, isUpdating, latest } = parts;
  const isCurrent = latest?.version === version;
  return {
    uri,
    version,
    text,
    lines: new LineIndex(text),
    syntax,
    canTrace,
    isTracing,
    isUpdating,
    ...(isCurrent && latest.failure !== undefined && { failure: latest.failure }),
    picks: parts.picks,
    models: movedModels(picked(parts), text).map((it) => ({
      ...it,
      isStale: it.source.version !== version,
    })),
    findings: latest ? movedFindings(latest, text) : [],
    layers: syntax.layers.flatMap((layer) => {
      const parameters = layerParameters(layer);
      return parameters === undefined ? [] : [{ layer, parameters }];
    }),
  };
}

function picked({ models, picks, syntax, text }: PythonViewParts): readonly TracedView[] {
  if (picks.size === 0) return models;
  return models.map((it) => {
    const back = mover(text, it.source.text);
    const classes = syntax.classes.flatMap(({ name, span }) => {
      const before = back(span);
      return before ? [{ name, span: before }] : [];
    });
    return withPicks(it, picks, classes);
  });
}

/** Models with their places in a later text; those that an edit took are gone. */
export function movedModels(models: readonly TracedView[], text: string): readonly TracedView[] {
  const moverFrom = new Map<string, ReturnType<typeof mover>>();
  return models.map((it) => {
    const from = it.source.text;
    if (from === text) return it;
    const move = moverFrom.get(from) ?? mover(from, text);
    moverFrom.set(from, move);
    const { definition: before, ...rest } = it;
    const definition = before && move(before);
    const places = it.places.flatMap((place): readonly PlacedCost[] => {
      const span = move(place.span);
      return span ? [{ ...place, span }] : [];
    });
    return { ...rest, places, ...(definition && { definition }) };
  });
}

function movedFindings(file: TracedFile, text: string): readonly Finding[] {
  if (file.text === text) return file.findings;
  const move = mover(file.text, text);
  return file.findings.flatMap((it) => {
    if (!it.span) return [it];
    const span = move(it.span);
    return span ? [{ ...it, span }] : [];
  });
}

function mover(before: string, after: string): (span: Span) => Span | undefined {
  const replacement = replacementBetween(before, after);
  return (span) => shifted(span, replacement);
}

/** Why numbers are old and stay so until the next edit; undefined while new ones may come. */
export function lastingFailure({ failure, isTracing }: PythonView): string | undefined {
  return isTracing ? undefined : failure;
}

/** The innermost places around an offset, of every model in which it runs. */
export function placesAt(
  view: PythonView,
  offset: number,
): readonly { model: ShownModel; place: PlacedCost }[] {
  const around = view.models.flatMap((model) =>
    model.places.filter(({ span }) => covers(span, offset)).map((place) => ({ model, place })),
  );
  const shortest = Math.min(...around.map(({ place }) => place.span.length));
  return around.filter(({ place }) => place.span.length === shortest);
}

export function covers({ offset, length }: Span, at: number): boolean {
  return at >= offset && at <= offset + length;
}
