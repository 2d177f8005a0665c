// The totals above each model's graph; it must not compute them.
import { type CodeLens } from "vscode-languageserver";
import { plainText, shortened } from "../../protocol/plain-text.ts";
import { type Settings } from "../../protocol/settings.ts";
import { deviceFacts, timeChange } from "../cards/device-lens.ts";
import { modelFacts } from "../cards/model-card.ts";
import { shortName } from "../devices/device-names.ts";
import { type Evaluated } from "../devices/evaluated.ts";
import { evaluationSoFar, evaluationsSoFar } from "../devices/session-evaluations.ts";
import { type ModelView } from "../model-view.ts";
import { pythonLenses } from "../python/code-lens.ts";
import { type PythonView } from "../python/python-view.ts";
import { type Session } from "../session.ts";
import { toRange } from "../to-lsp.ts";
import { matchText, type ModelMatch } from "../weights/model-match.ts";
import { type WeightsView } from "../weights/weights-view.ts";
import { type Feature } from "./feature.ts";

/** Commands that the client offers; an editor without them shows the lens as plain text. */
const showModelCard = "edgewise.showModelCard";
const bindSymbol = "edgewise.bindSymbol";
const longestSymbols = 60;
const longestMatch = 160;

export const codeLens: Feature = (session) => {
  session.connection.onCodeLens(({ textDocument: { uri } }, token) =>
    session.answer(async () => {
      const settings = await session.settingsFor(uri);
      if (!settings.codeLens) return null;
      const python = await session.python.view(uri, token);
      if (python) return sourceLenses(session, python, settings);
      const weights = await session.weights(uri, token);
      if (weights) return weightsLenses(weights, await session.matchFor(weights, token));
      const view = await session.view(uri, token);
      return view?.ok ? lenses(view.value, uri, await evaluationSoFar(session, view.value, uri)) : null;
    }),
  );
};

async function sourceLenses(session: Session, view: PythonView, settings: Settings): Promise<CodeLens[]> {
  const head = session.python.headTotals(view, settings);
  const committed = session.python.headAnalyses(view);
  const { setup, evaluations } = await evaluationsSoFar(session, view);
  return pythonLenses(view, {
    head,
    devicesOf: ({ analysis }) => {
      const evaluation = evaluations.get(analysis);
      return evaluation && deviceFacts(evaluation);
    },
    timeChangeOf: ({ analysis, traced: { entry, error } }) => {
      const before = committed.get(entry.name);
      if (!before || error) return undefined;
      const { devices } = session;
      const change = timeChange(devices.expectedMs(before, setup), devices.expectedMs(analysis, setup));
      const [first, ...others] = setup.targets;
      return change && first && others.length > 0 ? `${change} on ${shortName(first.device)}` : change;
    },
  });
}

/** The model in source that the weights belong to. */
function weightsLenses({ lines, title }: WeightsView, match: ModelMatch | undefined): CodeLens[] {
  if (!match) return [];
  const range = lines.range(title.offset, title.length);
  return [{ range, command: { title: lensText(matchText(match), longestMatch), command: showModelCard } }];
}

function lenses(view: ModelView, uri: string, evaluation: Evaluated | undefined): CodeLens[] {
  const main = view.map.scopes.find((it) => it.path === "" && it.kind === "graph");
  if (!main) return [];
  const range = toRange(view, main.name);
  const { openSymbols, coverage } = view.analysis;
  const lens = (title: string, command: string, args: readonly unknown[]): CodeLens => ({
    range,
    command: { title, command, arguments: [...args] },
  });
  const devices = evaluation && deviceFacts(evaluation);
  return [
    lens(modelFacts(view.analysis).join(" · "), showModelCard, [uri]),
    ...(devices === undefined ? [] : [lens(lensText(devices, longestMatch), showModelCard, [uri])]),
    ...(openSymbols.length > 0
      ? [lens(`Set ${lensText(openSymbols.join(", "))}…`, bindSymbol, [uri, openSymbols])]
      : []),
    ...(coverage.uncounted.length > 0
      ? [lens(`${coverage.uncounted.length} of ${coverage.nodes} nodes not counted`, showModelCard, [uri])]
      : []),
  ];
}

/** Titles of lenses may hold icons: `$(alert)` in a name must not become one. */
function lensText(text: string, longest = longestSymbols): string {
  return shortened(plainText(text), longest).replace(/\$\(/g, "$ (");
}
