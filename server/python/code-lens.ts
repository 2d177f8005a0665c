// The totals above each model in Python source; it must not compute them.
import { type CodeLens, type Range } from "vscode-languageserver";
import { countText } from "../../protocol/quantities.ts";
import { modelFacts } from "../cards/model-card.ts";
import { type HeadTotals, headChange } from "./head-change.ts";
import { type PythonView } from "./python-view.ts";

/** Commands that the client offers; an editor without them shows the lens as plain text. */
const showCard = "edgewise.showCardAt";
const setInput = "edgewise.setInputShape";
const manageTrust = "workbench.trust.manage";

export function pythonLenses(view: PythonView, head: HeadTotals): CodeLens[] {
  return view.models.length > 0 ? modelLenses(view, head) : syntaxLenses(view);
}

function modelLenses(view: PythonView, head: HeadTotals): CodeLens[] {
  return view.models.flatMap(({ traced: { entry, error }, analysis }) => {
    const range = rangeOfName(view, entry.name);
    if (!range) return [];
    const facts = modelFacts(analysis).slice(0, 3).join(" · ");
    const before = head.get(entry.name);
    const change = before && !error && headChange(before, analysis.totals);
    const isOld = view.isStale && view.failure !== undefined;
    const title = `${error ? "up to the error: " : ""}${facts}${isOld ? " (before this edit)" : ""}`;
    const place = [view.uri, range.start];
    return [
      { range, command: { title, command: showCard, arguments: place } },
      ...(change
        ? [{ range, command: { title: `since HEAD: ${change}`, command: showCard, arguments: place } }]
        : []),
      { range, command: { title: "Set input shape…", command: setInput, arguments: [view.uri, entry.name] } },
    ];
  });
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
