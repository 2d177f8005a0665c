import {
  type CancellationToken,
  CancellationTokenSource,
  Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { type Summary } from "../../protocol/requests.ts";
import { isModelDocument } from "../model-documents.ts";
import { type App, type Feature } from "./feature.ts";

// Long enough not to ask for every keystroke, short enough to feel at once.
const settleMs = 150;

/** One item with the totals of the model in front; hidden when there is none. */
export const statusItem: Feature = (app) => {
  const item = window.createStatusBarItem("edgewise.model", StatusBarAlignment.Right, 90);
  item.name = l10n.t("Edgewise Model Totals");
  item.command = "edgewise.showModelCard";
  let asking = new CancellationTokenSource();
  let timer: NodeJS.Timeout | undefined;

  async function update(): Promise<void> {
    const document = window.activeTextEditor?.document;
    asking.cancel();
    asking.dispose();
    const { token } = (asking = new CancellationTokenSource());
    if (!document || !hasTotals(document)) return item.hide();
    const summary = await summaryOf(app, document.uri.toString(), token);
    // A later change of editor or text has asked again: this answer is stale.
    if (token.isCancellationRequested) return;
    if (!summary) return item.hide();
    item.text = `$(circuit-board) ${summary.facts.slice(0, 2).join(" · ")}`;
    item.tooltip = new MarkdownString(summary.card);
    item.accessibilityInformation = { label: `${summary.name}: ${summary.facts.join(", ")}` };
    item.show();
  }

  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), settleMs);
  };
  schedule();
  return Disposable.from(
    item,
    app.client.onNotification("edgewise/changed", schedule),
    window.onDidChangeActiveTextEditor(schedule),
    workspace.onDidChangeTextDocument(({ document }) => hasTotals(document) && schedule()),
    workspace.onDidChangeConfiguration((it) => it.affectsConfiguration("edgewise") && schedule()),
    new Disposable(() => {
      clearTimeout(timer);
      asking.cancel();
      asking.dispose();
    }),
  );
};

/** Models, and Python source that may define some. */
function hasTotals(document: TextDocument): boolean {
  return isModelDocument(document) || document.languageId === "python";
}

async function summaryOf({ client }: App, uri: string, token: CancellationToken): Promise<Summary | null> {
  try {
    return await client.sendRequest<Summary | null>("edgewise/summary", { uri }, token);
  } catch {
    // The server logs why; a status item has nothing to say about it.
    return null;
  }
}
