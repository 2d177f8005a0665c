// Totals of a model for the status item (edgewise/summary); it must not compute them.
import { type CancellationToken } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { type DevicesSummary, type Handlers, type Summary } from "../../protocol/requests.ts";
import { modelSection } from "../cards/device-section.ts";
import { modelCard, modelFacts } from "../cards/model-card.ts";
import { devicesSummary } from "../devices/devices-summary.ts";
import { evaluationOf, evaluationsOf } from "../devices/session-evaluations.ts";
import { sourceFindings } from "../devices/source-findings.ts";
import { type PythonView } from "../python/python-view.ts";
import { sourceSummary } from "../python/summary.ts";
import { type Session } from "../session.ts";
import { weightsCard, weightsFacts } from "../weights/cards.ts";
import { type Feature } from "./feature.ts";

export const summary: Feature = (session) => {
  const handlers: Pick<Handlers<CancellationToken>, "edgewise/summary" | "edgewise/isModel"> = {
    "edgewise/summary": ({ uri }, token) => summarize(session, uri, token),
    "edgewise/isModel": ({ uri }, token) => isModel(session, uri, token),
  };
  for (const [method, handler] of Object.entries(handlers)) {
    session.connection.onRequest(method, (params: { uri: string }, token: CancellationToken) =>
      session.answer<unknown>(() => handler(params, token)),
    );
  }
};

async function isModel(session: Session, uri: string, token: CancellationToken): Promise<boolean> {
  const settings = await session.settingsFor(uri);
  const view = await session.viewOfFile(URI.parse(uri), settings, token);
  if (!view.ok || view.value.kind === "model") return view.ok;
  const { format, tensors, imports } = view.value.checkpoint;
  // A few bytes of anything can happen to be a pickle of nothing.
  return format !== "pickle" || tensors.length > 0 || imports.length > 0;
}

async function summarize(session: Session, uri: string, token: CancellationToken): Promise<Summary | null> {
  const python = await session.python.view(uri, token);
  if (python) {
    const facts = sourceSummary(python);
    return facts && { ...facts, devices: await sourceDevices(session, python, token) };
  }
  const weights = await session.weights(uri, token);
  if (weights) {
    const { name } = weights;
    return { name, facts: weightsFacts(weights), card: weightsCard(weights), openSymbols: [] };
  }
  const view = await session.view(uri, token);
  if (!view?.ok) return null;
  const { name, analysis } = view.value;
  const { openSymbols } = analysis;
  const evaluation = await evaluationOf(session, view.value, { uri, token });
  const setup = await session.devices.setup(uri);
  return {
    name,
    facts: modelFacts(analysis),
    card: modelCard(name, analysis, { devices: modelSection({ evaluation, docs: session.client.docs }) }),
    openSymbols,
    devices: devicesSummary(setup, evaluation, evaluation.diagnostics),
  };
}

async function sourceDevices(
  session: Session,
  view: PythonView,
  token: CancellationToken,
): Promise<DevicesSummary> {
  const evaluations = await evaluationsOf(session, view, token);
  const found = sourceFindings(view, evaluations, session.client.docs).map((it) => it.finding);
  const first = view.models[0] && evaluations.get(view.models[0].analysis);
  return devicesSummary(await session.devices.setup(view.uri), first, found);
}
