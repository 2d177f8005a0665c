import {
  commands,
  l10n,
  languages,
  ProgressLocation,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import {
  modelScheme,
  onnxTextLanguage,
  weightsTextLanguage,
  weightsTextStart,
} from "../protocol/requests.ts";

/** The read-only document that shows a binary model as text; the server fills it. */
export function modelDocumentUri(file: Uri): Uri {
  const { scheme, authority, path } = file;
  if (scheme === modelScheme || isTextModel(file)) return file;
  if (scheme === "file") return Uri.from({ scheme: modelScheme, authority, path });
  return Uri.from({ scheme: modelScheme, path, query: file.toString() });
}

export function isTextModel({ path }: Uri): boolean {
  return path.endsWith(".onnx.txt") || path.endsWith(".onnxtxt");
}

/** True for documents whose totals the status item shows. */
export function isModelDocument(document: TextDocument): boolean {
  return document.uri.scheme === modelScheme || document.languageId === onnxTextLanguage;
}

/** Opens the model as text; a large one takes a moment, and the status bar says so meanwhile. */
export async function openModelDocument(file: Uri, viewColumn = ViewColumn.Active): Promise<void> {
  const title = l10n.t("Edgewise: reading {0}", file.path.split("/").pop() ?? "");
  const document = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    textOf(file),
  );
  await window.showTextDocument(document, { viewColumn, preview: true });
  // The header and the list of weights are regions: folded, the first thing in sight is the graph.
  await commands.executeCommand("editor.foldAllMarkerRegions");
}

async function textOf(file: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(modelDocumentUri(file));
  // An exported program has the ending of a file of weights, and is a model.
  const isWeights = document.getText().startsWith(weightsTextStart);
  const language = isWeights ? weightsTextLanguage : onnxTextLanguage;
  if (document.languageId === language) return document;
  return languages.setTextDocumentLanguage(document, language);
}
