import { type ExtensionContext } from "vscode";
import { bindSymbol } from "./features/bind-symbol.ts";
import { devicePages } from "./features/device-pages.ts";
import { devices } from "./features/devices.ts";
import { type Feature } from "./features/feature.ts";
import { inspect } from "./features/inspect.ts";
import { modelCard } from "./features/model-card.ts";
import { modelEditor } from "./features/model-editor.ts";
import { pickInstance } from "./features/pick-instance.ts";
import { python } from "./features/python.ts";
import { restart } from "./features/restart.ts";
import { sourceActions } from "./features/source-actions.ts";
import { sourceLines } from "./features/source-lines.ts";
import { statusItem } from "./features/status-item.ts";
import { languageClient } from "./language-client.ts";

const features: readonly Feature[] = [
  modelEditor,
  inspect,
  modelCard,
  bindSymbol,
  statusItem,
  python,
  pickInstance,
  sourceActions,
  sourceLines,
  devices,
  devicePages,
  restart,
];

export async function activate(context: ExtensionContext): Promise<void> {
  const client = languageClient(context);
  const ready = client.start();
  // Registered before the server is up: a model opened at start must find its editor.
  context.subscriptions.push(client, ...features.map((it) => it({ context, client, ready })));
  await ready;
}
