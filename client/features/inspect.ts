import { commands, l10n, type Uri, window } from "vscode";
import { isModelDocument, openModelDocument } from "../model-documents.ts";
import { type Feature } from "./feature.ts";

/** *Edgewise: Inspect Model*: from the explorer the file clicked, from the palette the open one or a choice. */
export const inspect: Feature = ({ ready }) =>
  commands.registerCommand("edgewise.inspectModel", async (clicked?: Uri) => {
    const file = clicked ?? activeModel() ?? (await pickModel());
    if (!file) return;
    await ready;
    await openModelDocument(file);
  });

function activeModel(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document && isModelDocument(document) ? document.uri : undefined;
}

async function pickModel(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t("Inspect Model"),
    filters: { [l10n.t("ONNX models")]: ["onnx", "txt", "onnxtxt"] },
    canSelectMany: false,
  });
  return picked?.[0];
}
