import { commands, l10n, TabInputCustom, type Uri, window } from "vscode";
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
  if (document && isModelDocument(document)) return document.uri;
  // Another editor for binary files (a hex editor) that shows a model.
  const { input } = window.tabGroups.activeTabGroup.activeTab ?? {};
  return input instanceof TabInputCustom && isShown(input.uri.path) ? input.uri : undefined;
}

const weightsEndings = ["pt", "pth", "ckpt", "pt2", "bin", "safetensors", "npz", "npy"];

function isShown(path: string): boolean {
  return path.endsWith(".onnx") || weightsEndings.some((it) => path.endsWith(`.${it}`));
}

async function pickModel(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: l10n.t("Inspect Model"),
    filters: {
      [l10n.t("Models and weights")]: ["onnx", "txt", "onnxtxt", ...weightsEndings],
      [l10n.t("All files")]: ["*"],
    },
    canSelectMany: false,
  });
  return picked?.[0];
}
