import { commands, l10n, type Position, type QuickPickItem, window } from "vscode";
import { type Summary } from "../../protocol/requests.ts";
import { type App, type Feature } from "./feature.ts";

interface Action extends QuickPickItem {
  readonly run: () => unknown;
}

/** What the status item offers on Python source. */
export const sourceActions: Feature = (app) =>
  commands.registerCommand("edgewise.sourceActions", async () => {
    const editor = window.activeTextEditor;
    if (editor?.document.languageId !== "python") return;
    const uri = editor.document.uri.toString();
    const summary = await app.client
      .sendRequest<Summary | null>("edgewise/summary", { uri })
      .catch(() => null);
    const picked = await window.showQuickPick<Action>(actions(app, uri, summary), {
      title: summary?.source?.failure ?? l10n.t("Models in This File"),
    });
    await picked?.run();
  });

function actions({ client }: App, uri: string, summary: Summary | null): Action[] {
  const { source } = summary ?? {};
  const models = (source?.models ?? []).map((name) => ({
    label: `$(symbol-class) ${name}`,
    description: l10n.t("show its totals"),
    run: () => showCardOf(uri, name),
  }));
  const whenRun = [
    {
      label: `$(go-to-file) ${l10n.t("Go to Source Line of Node…")}`,
      run: () => commands.executeCommand("edgewise.goToSourceLine"),
    },
    {
      label: `$(refresh) ${l10n.t("Run Again")}`,
      description: l10n.t("in the sandbox, as if nothing were known"),
      run: () => client.sendRequest("edgewise/retrace", { uri }),
    },
  ];
  const whenRestricted = [
    {
      label: `$(shield) ${l10n.t("Manage Workspace Trust")}`,
      description: l10n.t("shapes and costs need the code to be run, in a sandbox"),
      run: () => commands.executeCommand("workbench.trust.manage"),
    },
  ];
  return [
    ...models,
    ...(source?.isRestricted ? whenRestricted : whenRun),
    { label: `$(output) ${l10n.t("Show the Log")}`, run: () => client.outputChannel.show(true) },
  ];
}

/** The card is the hover on the name of the class or the function. */
async function showCardOf(uri: string, name: string): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document?.uri.toString() !== uri) return;
  const found = new RegExp(`^[ \\t]*(?:async +)?(?:class|def) +(?=${name}\\b)`, "m").exec(document.getText());
  if (!found) return;
  const at: Position = document.positionAt(found.index + found[0].length);
  await commands.executeCommand("edgewise.showCardAt", uri, { line: at.line, character: at.character });
}
