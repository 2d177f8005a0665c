// Totals of a model for the status item (edgewise/summary); it must not compute them.
import { type CancellationToken } from "vscode-languageserver";
import { type Handlers, type Summary } from "../../protocol/requests.ts";
import { modelCard, modelFacts } from "../cards/model-card.ts";
import { type Session } from "../session.ts";
import { type Feature } from "./feature.ts";

export const summary: Feature = (session) => {
  const handlers: Handlers<CancellationToken> = {
    "edgewise/summary": ({ uri }, token) => summarize(session, uri, token),
  };
  for (const [method, handler] of Object.entries(handlers)) {
    session.connection.onRequest(method, (params: { uri: string }, token: CancellationToken) =>
      session.answer(() => handler(params, token)),
    );
  }
};

async function summarize(session: Session, uri: string, token: CancellationToken): Promise<Summary | null> {
  const python = await session.python.view(uri, token);
  const model = python?.models[0];
  if (model) {
    const { entry } = model.traced;
    const { openSymbols } = model.analysis;
    const card = modelCard(entry.call ?? entry.name, model.analysis);
    return { name: entry.name, facts: modelFacts(model.analysis), card, openSymbols };
  }
  const view = await session.view(uri, token);
  if (!view?.ok) return null;
  const { name, analysis } = view.value;
  const { openSymbols } = analysis;
  return { name, facts: modelFacts(analysis), card: modelCard(name, analysis), openSymbols };
}
