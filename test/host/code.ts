/**
 * What `@vscode/test-electron` starts instead of a desktop VS Code: takes the same command line, runs the extension's
 * tests in a VS Code server with a headless browser, and ends with the code that VS Code would have ended with.
 * It must never say 0 unless the tests ran to their end: see `verdict`.
 *
 * Environment: EDGEWISE_TEST_RESULT is the file in which the tests leave their counts; EDGEWISE_HOST_TIMEOUT_MS ends a run
 * that hangs (300000); EDGEWISE_RESTRICTED=1 leaves the workspace untrusted; EDGEWISE_HOST_VERBOSE=1 prints everything that
 * VS Code says. The tests get EDGEWISE_CDP, the address at
 * which they can drive the window over the DevTools protocol.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, workbenchUrl } from "./browser.ts";
import { artifacts, type HostVersion } from "./host.ts";
import { ensureHost } from "./install.ts";
import { readTestResult } from "./result.ts";
import { type ExtensionHostExit, freePort, type Server, startServer } from "./server.ts";

/** Exit codes for what VS Code itself does not report. */
export const exitCodes = {
  /** VS Code said 0 and the tests left no result file, or one without a passed test. */
  noResult: 96,
  /** The extension host, the page or the server died. */
  hostDied: 97,
  /** The server never said how the extension host ended. */
  unknownEnd: 98,
  /** The run took longer than EDGEWISE_HOST_TIMEOUT_MS. */
  timeout: 124,
} as const;

interface CommandLine {
  readonly workspace: string | undefined;
  readonly extensions: string | undefined;
  readonly developmentPaths: readonly string[];
  readonly testsPath: string;
  readonly isTrusted: boolean;
}

interface Session {
  readonly server: Server;
  readonly browser: Browser;
  readonly page: Page;
  /** Exit code as the workbench reports it. */
  readonly reported: Promise<number>;
}

const exitLineTimeoutMs = 3_000;
const isVerbose = Boolean(process.env["EDGEWISE_HOST_VERBOSE"]);

/** What VS Code says about itself on every run: its connection, native modules that are not built, a Marketplace out of reach. */
const noise = new RegExp(
  "^(Resolv(ing|ed) connection token|Creating a socket|Updating additional builtin|ChatSessionStore|" +
    "\\[(reconnection-grace-time|Service Worker|AgentHost|AccountPolicyGate))|spdlog|watchdog|open-vsx\\.org",
);

/** Runs the command line `args` on VS Code `version`. Resolves to the exit code; rejects when nothing could be started. */
export async function code(version: HostVersion, args: readonly string[]): Promise<number> {
  const commandLine = parse(args);
  const userData = mkdtempSync(join(tmpdir(), "edgewise-host-"));
  const resultFile = process.env["EDGEWISE_TEST_RESULT"] ?? join(userData, "result.json");
  rmSync(resultFile, { force: true });

  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.map((it) => it()));
    rmSync(userData, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    const session = await open(version, commandLine, { userData, resultFile, stops });
    return await outcome(version, session, resultFile);
  } finally {
    await stop();
  }
}

function parse(args: readonly string[]): CommandLine {
  const values = (name: string) =>
    args.filter((it) => it.startsWith(`--${name}=`)).map((it) => it.slice(name.length + 3));
  const [testsPath] = values("extensionTestsPath");
  if (!testsPath)
    throw new Error("--extensionTestsPath=<file> is missing: this program only runs extension tests");
  const workspace = args.find((it) => !it.startsWith("-"));
  return {
    workspace: workspace && resolve(workspace),
    extensions: values("extensions-dir")[0],
    developmentPaths: values("extensionDevelopmentPath"),
    testsPath: testsPath.endsWith("js") ? testsPath : `${testsPath}.js`,
    isTrusted: args.includes("--disable-workspace-trust") && process.env["EDGEWISE_RESTRICTED"] !== "1",
  };
}

interface Place {
  readonly userData: string;
  readonly resultFile: string;
  readonly stops: (() => Promise<void>)[];
}

async function open(version: HostVersion, commandLine: CommandLine, place: Place): Promise<Session> {
  const debugPort = await freePort();
  const server = await startServer({
    host: ensureHost(version),
    userData: place.userData,
    extensions: commandLine.extensions ?? join(place.userData, "extensions"),
    settings: {},
    env: { EDGEWISE_CDP: `http://127.0.0.1:${debugPort}`, EDGEWISE_TEST_RESULT: place.resultFile },
    isRestricted: !commandLine.isTrusted,
    ...(isVerbose ? { onLine: (line: string) => console.log(`[server] ${line}`) } : {}),
  });
  place.stops.push(server.stop);
  const browser = await launchBrowser(debugPort);
  place.stops.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const { reported } = await listen(page);
  await page.goto(urlOf(server.port, commandLine));
  return { server, browser, page, reported };
}

function urlOf(port: number, { workspace, developmentPaths, testsPath }: CommandLine): string {
  return workbenchUrl({
    port,
    ...(workspace ? { workspace } : {}),
    extensionDevelopmentPaths: developmentPaths,
    extensionTestsPath: testsPath,
  });
}

// VS Code in a browser calls these two functions when its page has them: one per console line, one at the end.
async function listen(page: Page): Promise<Pick<Session, "reported">> {
  await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => {
    const text = format(...args);
    if (isVerbose || !noise.test(text)) console.log(text);
  });
  let report: (code: number) => void = () => undefined;
  const reported = new Promise<number>((resolve) => (report = resolve));
  await page.exposeFunction("codeAutomationExit", (code: number) => report(code));
  return { reported };
}

// The first of: the workbench's word, a death, the watchdog.
async function outcome(version: HostVersion, session: Session, resultFile: string): Promise<number> {
  const { server, browser, page, reported } = session;
  const timeoutMs = Number(process.env["EDGEWISE_HOST_TIMEOUT_MS"] ?? 300_000);
  let timer: NodeJS.Timeout | undefined;
  const end = await Promise.race([
    reported,
    server.ended.then(() => "VS Code server" as const),
    new Promise<"browser">((resolve) => browser.once("disconnected", () => resolve("browser"))),
    new Promise<"page">((resolve) => page.once("crash", () => resolve("page"))),
    new Promise<undefined>((resolve) => (timer = setTimeout(resolve, timeoutMs, undefined))),
  ]);
  clearTimeout(timer);
  if (typeof end === "number") return verdict(end, server, resultFile);
  if (end !== undefined) {
    console.error(`The ${end} died before the tests ended`);
    return exitCodes.hostDied;
  }
  const picture = join(artifacts, `timeout-${version}.png`);
  mkdirSync(artifacts, { recursive: true });
  await page.screenshot({ path: picture, timeout: 5_000 }).catch(() => undefined);
  console.error(`The tests did not end within ${timeoutMs} ms; the window then: ${picture}`);
  return exitCodes.timeout;
}

/**
 * Turns the workbench's exit code into ours. The workbench says 0 as well when the extension host was killed or called
 * `process.exit(3)`, so its 0 counts only when the server saw a clean end and the tests left their counts.
 */
async function verdict(reported: number, server: Server, resultFile: string): Promise<number> {
  const exit = await Promise.race([
    server.extensionHostExit,
    new Promise<undefined>((resolve) => setTimeout(resolve, exitLineTimeoutMs, undefined)),
  ]);
  if (exit && !isClean(exit)) {
    console.error(`The extension host ended with code ${exit.code}, signal ${exit.signal}`);
    return reported || exitCodes.hostDied;
  }
  if (reported !== 0) return reported;
  if (!exit) {
    console.error("The server did not say how the extension host ended");
    return exitCodes.unknownEnd;
  }
  const result = readTestResult(resultFile);
  if (!result || result.passed === 0) {
    console.error(result ? "No test passed" : "The tests left no result file");
    return exitCodes.noResult;
  }
  return result.failed > 0 ? 1 : 0;
}

function isClean({ code, signal }: ExtensionHostExit): boolean {
  return code === "0" && signal === "null";
}
