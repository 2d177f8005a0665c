// Evaluations of what a session shows: of a model's text, or of all models of a Python document. It must not write words.
import { type CancellationToken } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { type Analysis } from "../../core/metrics/analysis.ts";
import { type ModelView } from "../model-view.ts";
import { type PythonView } from "../python/python-view.ts";
import { type TracedView } from "../python/traced-file.ts";
import { type Session } from "../session.ts";
import { type Evaluable, modelKey, type Setup } from "./devices.ts";
import { type Evaluated } from "./evaluated.ts";
import { modelSubject, sourceSubject } from "./subjects.ts";

/** By the analysis of the model, for a view of it is made anew with each edit. */
export type Evaluations = ReadonlyMap<Analysis, Evaluated>;

/** Waits until the model is evaluated. */
export async function evaluationOf(
  session: Session,
  view: ModelView,
  { uri, token }: { readonly uri: string; readonly token: CancellationToken },
): Promise<Evaluated> {
  const setup = await session.devices.setup(uri);
  return session.devices.evaluation(modelSubject(view), setup, token);
}

/** Waits until all models of the document are evaluated. */
export async function evaluationsOf(
  session: Session,
  view: PythonView,
  token: CancellationToken,
): Promise<Evaluations> {
  const setup = await session.devices.setup(view.uri);
  const found = new Map<Analysis, Evaluated>();
  for (const it of view.models)
    found.set(it.analysis, await session.devices.evaluation(subjectOf(session, it), setup, token));
  return found;
}

/** At once, for what is shown while somebody types; nothing where there are no targets. */
export async function evaluationsSoFar(
  session: Session,
  view: PythonView,
): Promise<{ readonly setup: Setup; readonly evaluations: Evaluations }> {
  const setup = await session.devices.setup(view.uri);
  const evaluations = new Map<Analysis, Evaluated>();
  if (setup.targets.length === 0) return { setup, evaluations };
  for (const it of view.models) {
    const key = modelKey(view.uri, it.traced.entry.name);
    const found = session.devices.evaluationSoFar(key, subjectOf(session, it), setup);
    if (found) evaluations.set(it.analysis, found);
  }
  return { setup, evaluations };
}

export async function evaluationSoFar(
  session: Session,
  view: ModelView,
  uri: string,
): Promise<Evaluated | undefined> {
  const setup = await session.devices.setup(uri);
  if (setup.targets.length === 0) return undefined;
  return session.devices.evaluationSoFar(modelKey(uri, ""), modelSubject(view), setup);
}

function subjectOf(session: Session, model: TracedView): Evaluable {
  return sourceSubject(model, (path) => session.documents.get(URI.file(path).toString())?.getText());
}
