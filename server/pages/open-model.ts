// The model in front of the user, for a page: of an ONNX view, or the main one of Python source; it must not read files itself.
import { basename } from "node:path";
import { type CancellationToken } from "vscode-languageserver";
import { URI } from "vscode-uri";
import { type Result } from "../../core/graph/problem.ts";
import { modelSubject, sourceSubject } from "../devices/subjects.ts";
import { type PythonView } from "../python/python-view.ts";
import { type Session } from "../session.ts";
import { type OpenModel } from "./candidates.ts";

/** Or a sentence that says what to do. */
export async function openModel(
  session: Session,
  uri: string | undefined,
  token: CancellationToken,
): Promise<Result<OpenModel, string>> {
  if (uri === undefined)
    return { ok: false, error: "Open a model first: an ONNX file, or Python source with a torch model." };
  const python = await session.python.view(uri, token, "wait");
  if (python) return ofSource(session, python);
  const view = await session.view(uri, token);
  if (!view) return { ok: false, error: `${nameOf(uri)} shows no model whose layers are known.` };
  if (!view.ok) return { ok: false, error: view.error.message };
  return {
    ok: true,
    value: {
      ...modelSubject(view.value),
      ...(await against(session, uri)),
      name: view.value.name || nameOf(uri),
      isUpdating: false,
    },
  };
}

async function ofSource(session: Session, view: PythonView): Promise<Result<OpenModel, string>> {
  const { uri, models, failure, canTrace, isUpdating } = view;
  const [model] = models;
  if (!model) return { ok: false, error: whyNone(view) };
  const remark = model.isStale
    ? isUpdating
      ? "The numbers are of the text before this edit; new ones are on their way."
      : "The numbers are of an earlier text: the present one gives none."
    : !canTrace || failure === undefined
      ? undefined
      : `Not all of the file ran: ${failure}`;
  const others = models.length > 1 ? ` (the first of ${models.length} models in the file)` : "";
  return {
    ok: true,
    value: {
      ...sourceSubject(model, (path) => session.documents.get(URI.file(path).toString())?.getText()),
      ...(await against(session, uri)),
      name: `${model.traced.entry.name}${others}`,
      isUpdating,
      ...(remark !== undefined && { remark }),
    },
  };
}

function whyNone({ uri, canTrace, failure, syntax }: PythonView): string {
  const name = nameOf(uri);
  if (!canTrace && syntax.classes.some((it) => it.isModule))
    return `${name} is not run, and so its layers are not known: the workspace is not trusted, or edgewise.tracePython is off.`;
  return failure === undefined
    ? `${name} has no model that could be run.`
    : `${name} gives no numbers: ${failure}`;
}

async function against({ devices }: Session, uri: string): Promise<Pick<OpenModel, "setup" | "devices">> {
  return { setup: await devices.setup(uri), devices: devices.devicesFor(uri) };
}

function nameOf(uri: string): string {
  return basename(URI.parse(uri).path);
}
