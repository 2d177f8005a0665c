import {
  commands,
  type CustomReadonlyEditorProvider,
  l10n,
  type Uri,
  type WebviewPanel,
  window,
} from "vscode";
import { openModelDocument } from "../model-documents.ts";
import { type App, type Feature } from "./feature.ts";

const viewType = "edgewise.model";

/**
 * A binary model that the user opens is shown as a text document: VS Code asks a custom editor for binary files, and
 * ours puts the text in its own place.
 */
export const modelEditor: Feature = (app) => window.registerCustomEditorProvider(viewType, provider(app));

const provider = ({ client, ready }: App): CustomReadonlyEditorProvider => ({
  openCustomDocument: (uri: Uri) => ({ uri, dispose: () => undefined }),

  async resolveCustomEditor({ uri }, panel: WebviewPanel) {
    const { viewColumn } = panel;
    try {
      await ready;
      // Firmware, disk images and game data have this ending too: those stay with the editor that they always had.
      const isOther =
        /\.bin$/i.test(uri.path) &&
        !(await client.sendRequest<boolean>("edgewise/isModel", { uri: uri.toString() }));
      if (isOther) {
        await commands.executeCommand("vscode.openWith", uri, "default", viewColumn);
        return panel.dispose();
      }
      await openModelDocument(uri, viewColumn);
      panel.dispose();
    } catch (error) {
      panel.webview.html = failurePage(l10n.t("This model could not be opened as text."), String(error));
    }
  },
});

function failurePage(title: string, detail: string): string {
  const safe = (text: string) => text.replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  return `<!DOCTYPE html><html><head>${policy}</head><body><h2>${safe(title)}</h2><p>${safe(detail)}</p></body></html>`;
}
