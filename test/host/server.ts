// Starts a VS Code server on 127.0.0.1 and stops it again, with everything it started.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Host } from "./host.ts";

export interface ServerOptions {
  readonly host: Host;
  /** Everything VS Code writes goes here. */
  readonly userData: string;
  readonly extensions: string;
  /** Settings on top of `quietSettings`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Extra variables for the server and so for the extension host; `undefined` removes one. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Secret that the URL must carry; without one any local process can connect. */
  readonly token?: string;
  /** Restricted Mode: the workspace is not trusted. */
  readonly isRestricted: boolean;
  /** Called with each line that the server prints. */
  readonly onLine?: (line: string) => void;
}

/** How the extension host ended, as the server saw it; the workbench says 0 even when it was killed. */
export interface ExtensionHostExit {
  readonly code: string;
  readonly signal: string;
}

export interface Server {
  readonly port: number;
  /** Resolves when the first extension host has ended. */
  readonly extensionHostExit: Promise<ExtensionHostExit>;
  /** Resolves when the server itself has ended. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Settings that keep a fresh VS Code from asking, advertising or calling home. */
export const quietSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.startupPrompt": "never",
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
} as const;

const startTimeoutMs = 30_000;
const listening = /Extension host agent listening on (\d+)/;
const hostExited = /Extension Host Process exited with code: ([^,]*), signal: (\w+)/;

/** Starts the server on a free port. Rejects when it has not said that it listens within 30 s. */
export async function startServer(options: ServerOptions): Promise<Server> {
  mkdirSync(join(options.userData, "User"), { recursive: true });
  mkdirSync(options.extensions, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  writeFileSync(join(options.userData, "User", "settings.json"), JSON.stringify(settings, undefined, 2));

  // server-main.js and not code-server's own entry: that one needs native modules and writes to the home folder.
  const child = spawn(
    options.host.node,
    [join(options.host.vscode, "out/server-main.js"), ...flags(options)],
    {
      detached: true,
      env: environment(options.env),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = () => stopGroup(child, ended);
  try {
    const { port, extensionHostExit } = await watch(child, options.onLine);
    return { port, extensionHostExit, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A port of 127.0.0.1 that nothing used a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (!address || typeof address === "string") throw new Error("no free port on 127.0.0.1");
  return address.port;
}

function flags(options: ServerOptions): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", "0"],
    ...(options.token ? ["--connection-token", options.token] : ["--without-connection-token"]),
    ...["--accept-server-license-terms", "--disable-telemetry"],
    ...(options.isRestricted ? [] : ["--disable-workspace-trust"]),
    // Without it VS Code 1.139 ignores the extension paths in the URL.
    "--enable-smoke-test-driver",
    ...["--user-data-dir", options.userData, "--server-data-dir", options.userData],
    ...["--extensions-dir", options.extensions],
  ];
}

// Variables of a VS Code or a Node that we were started from would change the one we start.
function environment(extra: ServerOptions["env"]): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, ...extra };
  for (const name of Object.keys(env)) {
    if (name === "NODE_OPTIONS" || name === "ELECTRON_RUN_AS_NODE" || name.startsWith("VSCODE_"))
      delete env[name];
  }
  return env;
}

type Watched = Pick<Server, "port" | "extensionHostExit">;

function watch(child: ChildProcess, onLine: ServerOptions["onLine"]): Promise<Watched> {
  return new Promise<Watched>((resolve, reject) => {
    let reportExit: (exit: ExtensionHostExit) => void = () => undefined;
    const extensionHostExit = new Promise<ExtensionHostExit>((report) => (reportExit = report));
    const said: string[] = [];
    const fail = (why: string) => reject(new Error(`VS Code server ${why}:\n${said.join("\n")}`));
    const timer = setTimeout(() => fail("did not start in time"), startTimeoutMs);
    const read = (line: string) => {
      if (said.length < 50) said.push(line);
      onLine?.(line);
      const port = listening.exec(line)?.[1];
      if (port) {
        clearTimeout(timer);
        resolve({ port: Number(port), extensionHostExit });
      }
      const [, code, signal] = hostExited.exec(line) ?? [];
      if (code !== undefined && signal !== undefined) reportExit({ code, signal });
    };
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? signal}`);
    });
    eachLine(child.stdout, read);
    eachLine(child.stderr, read);
  });
}

function eachLine(stream: ChildProcess["stdout"], read: (line: string) => void): void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(read);
  });
}

// The server leads a process group of its own; extension hosts and language servers are in it.
async function stopGroup(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, "SIGTERM");
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
  signalGroup(pid, "SIGKILL");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Everything in the group has ended already.
  }
}
