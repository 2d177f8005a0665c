// The totals above each model in Python source; it must not compute them.
import { type CodeLens, type Range } from "vscode-languageserver";
import { type Instance } from "../../core/python/instances.ts";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { countText } from "../../core/graph/quantities.ts";
import { rangeText } from "../cards/card-text.ts";
import { modelFacts } from "../cards/model-card.ts";
import { type HeadTotals, headChange } from "./head-change.ts";
import { modelsWith } from "./picked-instances.ts";
import { lastingFailure, type PythonView, type ShownModel } from "./python-view.ts";

/** Commands that the client offers; an editor without them shows the lens as plain text. */
const showCard = "edgewise.showCardAt";
const setInput = "edgewise.setInputShape";
const pickInstance = "edgewise.pickInstance";
const manageTrust = "workbench.trust.manage";

/** What is known of a model besides its totals. */
export interface LensFacts {
  readonly head: HeadTotals;
  /** `Jetson Nano FP16 ~24-31 ms`. */
  readonly devicesOf?: (model: ShownModel) => string | undefined;
  /** `+1.2 ms`, since the last commit. */
  readonly timeChangeOf?: (model: ShownModel) => string | undefined;
}

export function pythonLenses(view: PythonView, facts: LensFacts): CodeLens[] {
  return view.models.length > 0 ? [...modelLenses(view, facts), ...instanceLenses(view)] : syntaxLenses(view);
}

function modelLenses(view: PythonView, known: LensFacts): CodeLens[] {
  const { head, devicesOf, timeChangeOf } = known;
  return view.models.flatMap((model) => {
    const {
      traced: { entry, error },
      analysis,
      isStale,
    } = model;
    const range = rangeOfName(view, entry.name);
    if (!range) return [];
    const facts = modelFacts(analysis).slice(0, 3).join(" · ");
    const before = head.get(entry.name);
    const totalsChange = before && !error && headChange(before, analysis.totals);
    const change = [timeChangeOf?.(model), totalsChange].filter(Boolean).join(", ");
    const devices = devicesOf?.(model);
    const isOld = isStale && lastingFailure(view) !== undefined;
    const title = `${error ? "up to the error: " : ""}${facts}${isOld ? " (before this edit)" : ""}`;
    const place = [view.uri, range.start];
    return [
      { range, command: { title, command: showCard, arguments: place } },
      ...(devices === undefined
        ? []
        : [{ range, command: { title: lensText(devices, 160), command: showCard, arguments: place } }]),
      ...(change
        ? [{ range, command: { title: `since HEAD: ${change}`, command: showCard, arguments: place } }]
        : []),
      { range, command: { title: "Set input shape…", command: setInput, arguments: [view.uri, entry.name] } },
    ];
  });
}

/** Of classes that are parts of models: how many there are, and whose numbers are shown. */
function instanceLenses(view: PythonView): CodeLens[] {
  const models = new Set(view.models.map((it) => it.traced.entry.name));
  return view.syntax.classes.flatMap(({ name, isModule, nameSpan }) => {
    if (!isModule || models.has(name)) return [];
    const all = modelsWith(view, name).flatMap((it) => it.instances);
    if (all.length < 2) return [];
    const title = instancesTitle(view, name, all);
    const range = view.lines.range(nameSpan.offset, nameSpan.length);
    return [{ range, command: { title, command: pickInstance, arguments: [view.uri, name] } }];
  });
}

function instancesTitle(view: PythonView, name: string, all: readonly Instance[]): string {
  const pick = view.picks.get(name);
  const parameters = rangeText(
    all.map((it) => it.cost.parameters),
    countText,
  );
  if (!pick) return `${all.length} instances · ${parameters} parameters`;
  const what = pick.path === "" ? pick.model : `${pick.path} of ${pick.model}`;
  return `showing ${lensText(what)}, 1 of ${all.length} instances`;
}

/** Titles of lenses may hold icons: `$(alert)` in a name must not become one. */
function lensText(text: string, longest = 60): string {
  return shortened(plainText(text), longest).replace(/\$\(/g, "$ (");
}

/** Of source that is not run: what the literal arguments of a class's layers add up to. */
function syntaxLenses(view: PythonView): CodeLens[] {
  return view.syntax.classes.flatMap(({ name, isModule, nameSpan }) => {
    const layers = view.layers.filter((it) => it.layer.className === name);
    if (!isModule || layers.length === 0) return [];
    const range = view.lines.range(nameSpan.offset, nameSpan.length);
    const sum = layers.reduce((all, it) => all + it.parameters, 0);
    const title = `layers with literal arguments: ${countText(sum)} parameters`;
    return [
      { range, command: { title, command: showCard, arguments: [view.uri, range.start] } },
      ...(view.canTrace
        ? []
        : [
            {
              range,
              command: { title: "Trust this workspace to see shapes and costs", command: manageTrust },
            },
          ]),
    ];
  });
}

function rangeOfName(view: PythonView, name: string): Range | undefined {
  const { classes, functions } = view.syntax;
  const named = [...classes, ...functions].find((it) => it.name === name);
  return named && view.lines.range(named.nameSpan.offset, named.nameSpan.length);
}
