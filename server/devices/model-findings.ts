// Findings of rules as diagnostics on the text of a model; it must not find any.
import { type Diagnostic as LspDiagnostic, type Range } from "vscode-languageserver";
import { type Diagnostic } from "../../core/diagnostics/diagnose.ts";
import { type NodeReport } from "../../core/metrics/analysis.ts";
import { type ModelView } from "../model-view.ts";
import { toRange } from "../to-lsp.ts";
import { type Evaluated } from "./evaluated.ts";
import { findingDiagnostic, type FindingContext } from "./finding-diagnostic.ts";

export function modelFindings(
  view: ModelView,
  { diagnostics, predictions }: Evaluated,
  { uri, docs }: Omit<FindingContext, "targets">,
): LspDiagnostic[] {
  const nodes = new Map(view.map.nodes.map((it) => [it.node, it]));
  const rangeOf = (report: NodeReport | undefined): Range | undefined => {
    const text = report && nodes.get(report.node);
    return text && toRange(view, text.operator);
  };
  const main = view.map.scopes.find((it) => it.path === "" && it.kind === "graph");
  const top = main ? toRange(view, main.name) : view.lines.range(0, 0);
  const targets = predictions.map((it) => it.target);
  // Of a reader's problem the document already tells under its own code.
  const said = new Set<string>(view.problems.map((it) => it.code));
  return diagnostics
    .filter((it) => !said.has(it.rule))
    .map((it) => findingDiagnostic(it, place(it, rangeOf, top), { uri, docs, targets }));
}

function place(
  { node, alike }: Diagnostic,
  rangeOf: (report: NodeReport | undefined) => Range | undefined,
  top: Range,
): { readonly range: Range; readonly alike: readonly (readonly [NodeReport, Range])[] } {
  return {
    range: rangeOf(node) ?? top,
    alike: alike.flatMap((it) => {
      const range = rangeOf(it);
      return range ? [[it, range] as const] : [];
    }),
  };
}
