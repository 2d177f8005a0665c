import * as path from "node:path";
import { type ExtensionContext, FileType, l10n, Uri, window, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { chosenTargets } from "./features/devices.ts";
import { pythonFacts } from "./features/python.ts";
import { type ClientRequests, modelScheme, onnxTextLanguage } from "../protocol/requests.ts";

// The whole file travels through one message, so only files that fit comfortably are read this way.
const maxVirtualFileBytes = 128 * 1024 * 1024;

/** The client of our server, in its own process; not started yet. */
export function languageClient(context: ExtensionContext): LanguageClient {
  const module = context.asAbsolutePath(path.join("dist", "server.cjs"));
  const output = window.createOutputChannel("Edgewise", { log: true });
  context.subscriptions.push(output);
  const watcher = workspace.createFileSystemWatcher("**/*.{onnx,py,pt,pth,ckpt,pt2,safetensors,npz}");
  context.subscriptions.push(watcher);
  const projectWatcher = workspace.createFileSystemWatcher("**/{edgewise.json,.edgewise/devices/*.json}");
  context.subscriptions.push(projectWatcher);
  const targets = chosenTargets(context);
  const client = new LanguageClient(
    "edgewise",
    "Edgewise",
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc },
    },
    {
      documentSelector: [{ scheme: modelScheme }, { language: onnxTextLanguage }, { language: "python" }],
      synchronize: { fileEvents: [watcher, projectWatcher] },
      outputChannel: output,
      initializationOptions: {
        docs: Uri.joinPath(context.extensionUri, "docs").toString(),
        canReadFiles: true,
        ...pythonFacts(),
        ...(targets && { targets }),
      },
      markdown: { isTrusted: false, supportHtml: false },
    },
  );
  context.subscriptions.push(client.onRequest("edgewise/readFile", readFile));
  return client;
}

/** Files of virtual workspaces: only the editor can reach them. */
async function readFile({
  uri,
  known,
}: ClientRequests["edgewise/readFile"]["params"]): Promise<ClientRequests["edgewise/readFile"]["result"]> {
  try {
    const file = Uri.parse(uri, true);
    const { type, size, mtime } = await workspace.fs.stat(file);
    if (type & FileType.Directory) return { error: l10n.t("{0} is a folder.", uri) };
    if (size > maxVirtualFileBytes) {
      const limit = l10n.t("outside the local disk models are read up to {0} bytes", maxVirtualFileBytes);
      return { error: l10n.t("{0} has {1} bytes; {2}.", uri, size, limit) };
    }
    const stamp = `${size} ${mtime}`;
    if (stamp === known) return { isUnchanged: true };
    return { base64: Buffer.from(await workspace.fs.readFile(file)).toString("base64"), stamp };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { error: l10n.t("{0} can't be read: {1}", uri, reason) };
  }
}
