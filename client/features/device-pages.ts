import { commands, Disposable, l10n, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { DeviceNeeds } from "../../protocol/device-needs.ts";
import { readPageMessage, type EditorMessage, type PageMessage } from "../../protocol/page-messages.ts";
import { pageKinds, type PageKind, type PageReport } from "../../protocol/page-report.ts";
import { isModelDocument } from "../model-documents.ts";
import { pageHtml } from "../page-html.ts";
import { type App, type Feature } from "./feature.ts";

/** What a command gives back: for tests and for other extensions. */
export interface OpenedPage {
  /** How many rows stand in the page, once they do; undefined when it was closed before. */
  readonly shown: Promise<number | undefined>;
}

const commandOf: Readonly<Record<PageKind, string>> = {
  deviceCatalogue: "edgewise.showDeviceCatalogue",
  compareDevices: "edgewise.compareDevices",
  recommendDevice: "edgewise.recommendDevice",
  publishedDeployments: "edgewise.showPublishedDeployments",
};

// Long enough that typing does not ask for every key, short enough to seem at once.
const settleMs = 600;
const keptUri = (kind: PageKind) => `edgewise.page.${kind}`;

/** The pages of devices: a panel for each kind, opened by a command, restored with the window. */
export const devicePages: Feature = (app) => {
  const open = new Map<PageKind, DevicePage>();
  const show = (kind: PageKind, restored?: WebviewPanel): OpenedPage => {
    const known = open.get(kind);
    if (known && !restored) {
      known.reveal();
      return known;
    }
    const page = new DevicePage(app, kind, restored ?? newPanel(kind), (it) => show(it));
    open.set(kind, page);
    page.panel.onDidDispose(() => open.get(kind) === page && open.delete(kind));
    return page;
  };
  return Disposable.from(
    ...pageKinds.map((kind) => commands.registerCommand(commandOf[kind], () => show(kind))),
    ...pageKinds.map((kind) =>
      window.registerWebviewPanelSerializer(viewType(kind), {
        deserializeWebviewPanel: (panel) => {
          show(kind, panel);
          return Promise.resolve();
        },
      }),
    ),
    new Disposable(() => open.forEach((it) => it.panel.dispose())),
  );
};

const viewType = (kind: PageKind) => `edgewise.${kind}`;

function titleOf(kind: PageKind): string {
  const titles: Readonly<Record<PageKind, string>> = {
    deviceCatalogue: l10n.t("Device Catalogue"),
    compareDevices: l10n.t("Compare Devices"),
    recommendDevice: l10n.t("Recommend a Device"),
    publishedDeployments: l10n.t("Published Deployments"),
  };
  return titles[kind];
}

function newPanel(kind: PageKind): WebviewPanel {
  return window.createWebviewPanel(viewType(kind), titleOf(kind), ViewColumn.Active, {});
}

class DevicePage implements OpenedPage {
  readonly shown: Promise<number | undefined>;
  private tellShown: (rows: number | undefined) => void = () => undefined;
  private needs: DeviceNeeds | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Counts questions: an answer to any but the last is about something else. */
  private asked = 0;
  private hasFailed = false;

  constructor(
    private readonly app: App,
    private readonly kind: PageKind,
    readonly panel: WebviewPanel,
    private readonly openPage: (kind: PageKind) => void,
  ) {
    this.shown = new Promise((resolve) => (this.tellShown = resolve));
    this.takeModelInFront();
    const { webview } = panel;
    const dist = Uri.joinPath(app.context.extensionUri, "dist");
    webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [dist] };
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(dist, name)).toString();
    const subscriptions = Disposable.from(
      webview.onDidReceiveMessage((given: unknown) => {
        const message = readPageMessage(given);
        if (message) this.onMessage(message);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (this.isOfModel && document.uri.toString() === this.uri) this.askSoon();
      }),
    );
    panel.onDidDispose(() => {
      subscriptions.dispose();
      clearTimeout(this.timer);
      this.tellShown(undefined);
    });
    webview.html = pageHtml({
      script: address("webview.js"),
      style: address("webview-page.css"),
      source: webview.cspSource,
      title: titleOf(kind),
    });
  }

  /** From the command: about the model that is in front now. */
  reveal(): void {
    if (this.takeModelInFront()) void this.ask();
    this.panel.reveal();
  }

  private get isOfModel(): boolean {
    return this.kind === "compareDevices" || this.kind === "recommendDevice";
  }

  /** Kept by the editor and not by the page, so that no page can name a file. */
  private get uri(): string | undefined {
    return this.app.context.workspaceState.get<string>(keptUri(this.kind));
  }

  private takeModelInFront(): boolean {
    const document = window.activeTextEditor?.document;
    if (!this.isOfModel || !document) return false;
    if (!isModelDocument(document) && document.languageId !== "python") return false;
    void this.app.context.workspaceState.update(keptUri(this.kind), document.uri.toString());
    return true;
  }

  private onMessage(message: PageMessage): void {
    switch (message.kind) {
      case "ready":
      case "refresh":
        return void this.ask();
      case "shown":
        return this.tellShown(message.rows);
      case "open":
        return this.openPage(message.page);
      case "recommend":
        this.needs = message.needs;
        return void this.ask();
    }
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), settleMs);
  }

  private async ask(): Promise<void> {
    const number = ++this.asked;
    const isLast = () => number === this.asked;
    try {
      await this.app.ready;
      const report = await this.report();
      if (!isLast()) return;
      this.hasFailed = false;
      await this.send({ kind: "report", report });
      if (report.isUpdating && this.panel.visible) this.askSoon();
    } catch {
      if (!isLast()) return;
      // The text changed meanwhile, or the server is starting: once more, then it is said.
      if (!this.hasFailed) this.askSoon();
      this.hasFailed = true;
      const message = l10n.t("The server gave no answer yet. Its output says why.");
      await this.send({ kind: "failure", message });
    }
  }

  private async report(): Promise<PageReport> {
    const { uri, needs, kind } = this;
    // A model that nobody has open is opened in the background: the server knows open documents only.
    if (this.isOfModel && uri !== undefined)
      await workspace.openTextDocument(Uri.parse(uri, true)).then(undefined, () => undefined);
    const params = this.isOfModel ? { ...(uri !== undefined && { uri }), ...(needs && { needs }) } : {};
    return this.app.client.sendRequest<PageReport>(`edgewise/${kind}`, params);
  }

  private async send(message: EditorMessage): Promise<void> {
    // False when it is hidden: it asks again when it comes back.
    await this.panel.webview.postMessage(message);
  }
}
