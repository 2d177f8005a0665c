// What the status item says of Python source; it must not compute costs.
import { basename } from "node:path";
import { URI } from "vscode-uri";
import { type SourceState, type Summary } from "../../protocol/requests.ts";
import { modelCard, modelFacts } from "../cards/model-card.ts";
import { type PythonView } from "./python-view.ts";

/** Null where the file has no models, as most Python. */
export function sourceSummary(view: PythonView): Summary | null {
  const { uri, models, syntax, isTracing, isUpdating, canTrace, failure } = view;
  const isOfModels = models.length > 0 || syntax.classes.some((it) => it.isModule);
  if (!isOfModels) return null;
  const source: SourceState = {
    isBusy: isTracing,
    isUpdating,
    isStale: models.some((it) => it.isStale),
    isRestricted: !canTrace,
    ...(failure !== undefined && { failure }),
    models: models.map((it) => it.traced.entry.name),
  };
  const [model] = models;
  if (!model) return { name: basename(URI.parse(uri).path), facts: [], card: "", openSymbols: [], source };
  const { entry } = model.traced;
  const { openSymbols } = model.analysis;
  const card = modelCard(entry.call ?? entry.name, model.analysis);
  return { name: entry.name, facts: modelFacts(model.analysis), card, openSymbols, source };
}
