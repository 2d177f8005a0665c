// Puts the test hosts and a headless browser on this machine, once. The product never needs either.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Host, type HostVersion, hostOf } from "./host.ts";

/** Raise this when the steps below change, so that older installations are done again. */
const recipe = "1";

const debianPackages = ["chromium-headless-shell", "fonts-dejavu-core"];
const browserNames = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "msedge",
];
const macBrowsers = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
  (it) => `/Applications/${it}.app/Contents/MacOS/${it}`,
);

/** Installs VS Code `version` under test/host if it is not there (about 15 s and 0.3 to 0.8 GB), else does nothing. */
export function ensureHost(version: HostVersion): Host {
  const host = hostOf(version);
  const stamp = join(host.folder, "node_modules", ".edgewise-host");
  const wanted = `${recipe} ${hash(readFileSync(join(host.folder, "package-lock.json")))}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return host;

  console.log(`Installing the VS Code ${version} test host in test/host/${version} (once)`);
  npm(["ci"], host.folder);
  // `npm ci` refuses here: the shrinkwrap that code-server ships is out of step with its package.json.
  npm(["install", "--no-save", "--no-package-lock", "--omit=dev"], host.vscode);
  npm(["ci", "--omit=dev"], join(host.vscode, "extensions"));
  linkRipgrep(host);
  writeFileSync(stamp, wanted);
  return hostOf(version);
}

/**
 * Path of a Chromium that runs without a screen. `EDGEWISE_CHROMIUM` wins, then what is on PATH; as root on Debian it is
 * installed. Throws an error with the command to type when there is none.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    console.log(`Installing ${debianPackages.join(" ")} (once)`);
    const isUpdated = run("apt-get", ["update"]);
    const isInstalled =
      isUpdated && (aptInstall(debianPackages) || aptInstall(["chromium", "fonts-dejavu-core"]));
    const installed = isInstalled ? findChromium() : undefined;
    if (installed) return installed;
  }
  throw new Error(
    "No Chromium found. Install one, or set EDGEWISE_CHROMIUM to the path of a Chrome or Chromium. On Debian: " +
      `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${debianPackages.join(" ")}`,
  );
}

/** Full path of the first program of this name on PATH. */
export function onPath(name: string): string | undefined {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const suffix of suffixes) {
      const path = join(folder, name + suffix);
      if (folder && isExecutable(path)) return path;
    }
  }
  return undefined;
}

function findChromium(): string | undefined {
  const named = process.env["EDGEWISE_CHROMIUM"];
  if (named) return named;
  for (const name of browserNames) {
    const path = onPath(name);
    if (path) return path;
  }
  return process.platform === "darwin" ? macBrowsers.find(isExecutable) : undefined;
}

// VS Code 1.100 looks for ripgrep in a package whose install script we skip. Only text and file search need it.
function linkRipgrep(host: Host): void {
  const place = join(host.vscode, "node_modules/@vscode/ripgrep/bin/rg");
  const ripgrep = onPath("rg");
  if (!ripgrep || !existsSync(dirname(dirname(place)))) return;
  mkdirSync(dirname(place), { recursive: true });
  rmSync(place, { force: true });
  symlinkSync(ripgrep, place);
}

function npm(args: readonly string[], folder: string): void {
  const all = [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const result = spawnSync("npm", all, {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (result.status !== 0)
    throw new Error(`npm ${args.join(" ")} failed in ${folder} (exit code ${result.status})`);
}

function aptInstall(packages: readonly string[]): boolean {
  return run("apt-get", ["install", "-y", "--no-install-recommends", ...packages]);
}

function run(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
