import { commands, ConfigurationTarget, l10n, Uri, window, workspace } from "vscode";
import { type Summary } from "../../protocol/requests.ts";
import { isModelDocument } from "../model-documents.ts";
import { type App, type Feature } from "./feature.ts";

/** Asks for the size of a symbolic dimension and keeps it in the settings of the workspace. */
export const bindSymbol: Feature = (app) =>
  commands.registerCommand("edgewise.bindSymbol", async (lensUri?: string, symbols?: readonly string[]) => {
    // From the palette it is about the model in front.
    const uri = lensUri ?? activeModel();
    const symbol = await pickSymbol(symbols ?? (await openSymbols(app, uri)));
    if (!symbol) return;
    const scope = uri ? Uri.parse(uri) : undefined;
    const configuration = workspace.getConfiguration("edgewise", scope);
    const bindings = configuration.get<Record<string, number>>("bindings", {});
    const size = await window.showInputBox({
      title: l10n.t("Size of {0}", symbol),
      prompt: l10n.t("Totals are then given for this size. It is kept in the settings as edgewise.bindings."),
      value: String(bindings[symbol] ?? 128),
      validateInput: (text) => (/^\d{1,15}$/.test(text) ? undefined : l10n.t("Type a whole number.")),
    });
    if (size === undefined) return;
    const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await configuration.update("bindings", { ...bindings, [symbol]: Number(size) }, target);
  });

function activeModel(): string | undefined {
  const document = window.activeTextEditor?.document;
  return document && isModelDocument(document) ? document.uri.toString() : undefined;
}

async function openSymbols({ client }: App, uri: string | undefined): Promise<readonly string[]> {
  if (!uri) return [];
  try {
    const summary = await client.sendRequest<Summary | null>("edgewise/summary", { uri });
    return summary?.openSymbols ?? [];
  } catch {
    // The name can still be typed.
    return [];
  }
}

async function pickSymbol(symbols: readonly string[]): Promise<string | undefined> {
  if (symbols.length === 1) return symbols[0];
  if (symbols.length > 1) return window.showQuickPick([...symbols], { title: l10n.t("Which dimension?") });
  return window.showInputBox({
    title: l10n.t("Set Size of Symbolic Dimension"),
    prompt: l10n.t("The dimension's name, as the model spells it"),
  });
}
