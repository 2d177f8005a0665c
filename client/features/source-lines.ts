import { commands, l10n, Position, Range, Uri, window } from "vscode";
import { type Requests, type SourceLine } from "../../protocol/requests.ts";
import { type App, type Feature } from "./feature.ts";

/** From any node of the model in front to the line of Python that made it. */
export const sourceLines: Feature = (app) =>
  commands.registerCommand("edgewise.goToSourceLine", async () => {
    const document = window.activeTextEditor?.document;
    if (!document) return;
    const lines = await linesOf(app, document.uri.toString());
    if (lines.length === 0) {
      const why = l10n.t("No node of this model says which line of Python in the workspace made it.");
      return void window.setStatusBarMessage(why, 5000);
    }
    const items = lines.map((it) => ({
      label: it.label,
      description: it.detail,
      detail: `${Uri.parse(it.uri).path.split("/").pop() ?? ""}:${it.line + 1}`,
      line: it,
    }));
    const picked = await window.showQuickPick(items, {
      title: l10n.t("Go to Source Line of Node"),
      placeHolder: l10n.t("A node, an operator or a line"),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked) await show(picked.line);
  });

async function show({ uri, line, character }: SourceLine): Promise<void> {
  const at = new Position(line, character);
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(at, at) });
}

async function linesOf({ client }: App, uri: string): Promise<Requests["edgewise/sourceLines"]["result"]> {
  try {
    return await client.sendRequest<Requests["edgewise/sourceLines"]["result"]>("edgewise/sourceLines", {
      uri,
    });
  } catch {
    // The server logs why.
    return [];
  }
}
