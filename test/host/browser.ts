// The headless browser that shows a workbench, and the URL that tells the workbench what to open.
import { type Browser, chromium } from "playwright-core";
import { ensureChromium } from "./install.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** What a workbench URL opens. Paths are absolute. */
export interface Opening {
  readonly port: number;
  readonly token?: string;
  /** A folder or a `.code-workspace` file; none for an empty window. */
  readonly workspace?: string;
  /** Files to open as editors. */
  readonly files?: readonly string[];
  readonly extensionDevelopmentPaths?: readonly string[];
  readonly extensionTestsPath?: string;
}

/** Starts the browser; `debugPort` is where tests can drive it over the DevTools protocol. */
export function launchBrowser(debugPort?: number): Promise<Browser> {
  const debugging = debugPort === undefined ? [] : [`--remote-debugging-port=${debugPort}`];
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [...flags, ...debugging],
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

/** The address at which the workbench opens what `opening` says. */
export function workbenchUrl(opening: Opening): string {
  const url = new URL(`http://127.0.0.1:${opening.port}/`);
  const { token, workspace } = opening;
  if (token) url.searchParams.set("tkn", token);
  if (workspace)
    url.searchParams.set(workspace.endsWith(".code-workspace") ? "workspace" : "folder", workspace);

  const remote = (path: string) => `vscode-remote://127.0.0.1:${opening.port}${encodeURI(path)}`;
  const { files = [], extensionDevelopmentPaths = [], extensionTestsPath } = opening;
  const payload = [
    ...files.map((it) => ["openFile", remote(it)]),
    ...extensionDevelopmentPaths.map((it) => ["extensionDevelopmentPath", remote(it)]),
    ...(extensionTestsPath ? [["extensionTestsPath", remote(extensionTestsPath)]] : []),
  ];
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
