// The language server: a table of features on one connection. Over IPC in VS Code, over stdio elsewhere.
import { join } from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { createTracePool } from "../tracer/supervisor.ts";
import { assetsFolder } from "./assets.ts";
import { codeLens } from "./handlers/code-lens.ts";
import { devicePages } from "./handlers/device-pages.ts";
import { diagnostics } from "./handlers/diagnostics.ts";
import { type Feature } from "./handlers/feature.ts";
import { folding } from "./handlers/folding.ts";
import { hover } from "./handlers/hover.ts";
import { inlayHints } from "./handlers/inlay-hints.ts";
import { lifecycle } from "./handlers/lifecycle.ts";
import { navigation } from "./handlers/navigation.ts";
import { pythonSource } from "./handlers/python-source.ts";
import { codeActions } from "./handlers/code-actions.ts";
import { summary } from "./handlers/summary.ts";
import { symbols } from "./handlers/symbols.ts";
import { targets } from "./handlers/targets.ts";
import { textContent } from "./handlers/text-content.ts";
import { Session } from "./session.ts";

const features: readonly Feature[] = [
  lifecycle,
  textContent,
  hover,
  navigation,
  symbols,
  folding,
  inlayHints,
  codeLens,
  diagnostics,
  codeActions,
  summary,
  targets,
  pythonSource,
  devicePages,
];

/** Talks over what the process was started with: IPC, or --stdio. */
export function startServer(): void {
  const connection = createConnection(ProposedFeatures.all);
  const session = new Session(connection, () =>
    createTracePool({ assets: join(assetsFolder, "tracer"), log: (it) => connection.console.info(it) }),
  );
  for (const feature of features) feature(session);
  connection.listen();
}
