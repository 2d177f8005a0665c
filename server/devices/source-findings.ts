// Where findings of rules stand in Python source: at the layer, the call or the class. It must not find any.
import { type Diagnostic as LspDiagnostic, type Range } from "vscode-languageserver";
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { type Span } from "../../core/graph/model.ts";
import { type SourceRange } from "../../core/graph/source-range.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type LayerCall } from "../../core/python/syntax.ts";
import { replacementBetween, shifted } from "../../core/python/shift.ts";
import { type PythonView, type ShownModel } from "../python/python-view.ts";
import { spansIn } from "../python/traced-file.ts";
import { type Evaluations } from "./session-evaluations.ts";
import { findingDiagnostic } from "./finding-diagnostic.ts";

/** A finding, and the expression of the shown text that it is about. */
export interface PlacedFinding {
  readonly finding: Diagnostic;
  readonly model: ShownModel;
  readonly span: Span;
  /** True where it is about the model as a whole, at its definition. */
  readonly isWhole: boolean;
  readonly diagnostic: LspDiagnostic;
}

/** Those of all models of a document. What holds for several models in the same words is said once. */
export function sourceFindings(
  view: PythonView,
  evaluations: Evaluations,
  docs: string | undefined,
): readonly PlacedFinding[] {
  const found = new Map<string, PlacedFinding>();
  for (const model of view.models) {
    const evaluation = evaluations.get(model.analysis);
    if (!evaluation) continue;
    const places = new SourcePlaces(view, model);
    const targets = evaluation.predictions.map((it) => it.target);
    const context = { uri: view.uri, docs, targets };
    for (const finding of evaluation.diagnostics) {
      const span = finding.node ? places.of(finding.node) : undefined;
      const at = span ?? places.ofModel();
      if (!at) continue;
      const alike = finding.alike.flatMap((it) => {
        const other = places.of(it);
        return other && other.offset !== at.offset ? [[it, range(view, other)] as const] : [];
      });
      const place = { range: range(view, at), alike: distinct(alike) };
      const diagnostic = findingDiagnostic(finding, place, context);
      const key = [finding.rule, finding.device, diagnostic.message, finding.node ? at.offset : ""].join(" ");
      if (!found.has(key))
        found.set(key, { finding, model, span: at, isWhole: span === undefined, diagnostic });
    }
  }
  return [...found.values()];
}

/** Many layers can be made at one place. */
function distinct(
  alike: readonly (readonly [NodeReport, Range])[],
): readonly (readonly [NodeReport, Range])[] {
  return [
    ...new Map(alike.map((it) => [`${it[1].start.line}:${it[1].start.character}`, it] as const)).values(),
  ];
}

function range(view: PythonView, { offset, length }: Span): Range {
  return view.lines.range(offset, length);
}

/** Places of one model's nodes in the text as it is now. */
export class SourcePlaces {
  private readonly spanOf: (range: SourceRange | undefined) => Span | undefined;
  private readonly layers: ReadonlyMap<number, LayerCall>;

  constructor(
    private readonly view: PythonView,
    private readonly model: ShownModel,
  ) {
    const inTraced = spansIn(model.source);
    const replacement = replacementBetween(model.source.text, view.text);
    const isSame = model.source.text === view.text;
    this.spanOf = (it) => {
      const span = inTraced(it);
      return span && !isSame ? shifted(span, replacement) : span;
    };
    this.layers = new Map(view.syntax.layers.map((it) => [it.span.offset, it]));
  }

  /** The layer that it comes from, if that is made in this text; else the innermost call of this text that ran it. */
  of(report: NodeReport): Span | undefined {
    const made = this.spanOf(report.node.source?.definition);
    return this.layerOf(report)?.span ?? this.callOf(report) ?? made;
  }

  /** The call of a torch.nn class that made its module. */
  layerOf({ node: { source } }: NodeReport): LayerCall | undefined {
    const made = this.spanOf(source?.definition);
    const layer = made && this.layers.get(made.offset);
    return layer?.span.length === made?.length ? layer : undefined;
  }

  callOf({ node: { source } }: NodeReport): Span | undefined {
    const calls = [...(source?.calls ?? []), ...(source?.location ? [source.location] : [])];
    const inside = calls.map((it) => this.spanOf(it)).filter((it) => it !== undefined);
    return inside.at(-1);
  }

  /**
   * The `class` or `def` of what makes it. Not its name: there the card is shown, and under a list of messages nobody
   * would see it.
   */
  ofModel(): Span | undefined {
    const { classes, functions } = this.view.syntax;
    const { entry } = this.model.traced;
    const name = [...classes, ...functions].find((it) => it.name === entry.name)?.nameSpan;
    if (!name) return undefined;
    const line = this.view.text.lastIndexOf("\n", name.offset) + 1;
    const written = this.view.text.slice(line, name.offset);
    const keyword = written.trimEnd();
    const indentation = keyword.length - keyword.trimStart().length;
    return { offset: line + indentation, length: keyword.length - indentation };
  }
}
