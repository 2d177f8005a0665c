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
import { type SourceState, type Summary } from "../../protocol/requests.ts";
import { isModelDocument } from "../model-documents.ts";
import { devicesItem, showDevices } from "./devices-item.ts";
import { type App, type Feature } from "./feature.ts";

// Long enough not to ask for every keystroke, short enough to feel at once.
const settleMs = 150;

/** One item with the totals of the model in front; hidden when there is none. */
export const statusItem: Feature = (app) => {
  const item = window.createStatusBarItem("edgewise.model", StatusBarAlignment.Right, 90);
  item.name = l10n.t("Edgewise Model Totals");
  const targets = devicesItem();
  const hide = () => {
    item.hide();
    targets.hide();
  };
  let asking = new CancellationTokenSource();
  let timer: NodeJS.Timeout | undefined;

  async function update(): Promise<void> {
    const document = window.activeTextEditor?.document;
    asking.cancel();
    asking.dispose();
    const { token } = (asking = new CancellationTokenSource());
    if (!document || !hasTotals(document)) return hide();
    const summary = await summaryOf(app, document.uri.toString(), token);
    // A later change of editor or text has asked again: this answer is stale.
    if (token.isCancellationRequested) return;
    if (!summary) return hide();
    showDevices(targets, summary.devices);
    const state = stateOf(summary.source);
    const facts = summary.facts.slice(0, 2).join(" · ");
    const icon = summary.source?.isBusy ? "$(loading~spin)" : summary.devices ? "" : "$(circuit-board)";
    item.text = [icon, facts, state && (facts ? `(${state.short})` : `Edgewise: ${state.short}`)]
      .filter(Boolean)
      .join(" ");
    item.tooltip = new MarkdownString([summary.card, state?.long].filter(Boolean).join("\n\n"));
    item.accessibilityInformation = {
      label: [`${summary.name}: ${summary.facts.join(", ")}`, state?.short].filter(Boolean).join(", "),
    };
    item.command = summary.source ? "edgewise.sourceActions" : "edgewise.showModelCard";
    item.show();
  }

  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), settleMs);
  };
  schedule();
  return Disposable.from(
    item,
    targets,
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

/** What is to be said about the numbers; nothing where they are those of the text. */
function stateOf(source: SourceState | undefined): { short: string; long: string } | undefined {
  if (source?.isRestricted)
    return {
      short: l10n.t("not run"),
      long: l10n.t("In a trusted workspace its models are run in a sandbox to see shapes and costs."),
    };
  // Half-written code is the normal case: it is said here and in hints, and nothing pops up.
  if (source?.failure !== undefined && !source.isBusy)
    return {
      short: source.isStale ? l10n.t("before this edit") : l10n.t("up to the error"),
      long: plain(source.failure),
    };
  if (source?.isBusy && !source.isStale) return { short: l10n.t("running"), long: "" };
  return undefined;
}

/** An error's text may hold anything: none of it is to be read as Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, "\\$&").replace(/\s+/g, " ");
}

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
