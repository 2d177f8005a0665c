// A VS Code in the browser with this repository's build of Edgewise installed in it: for people without a desktop
// VS Code, and for looking at the product (screenshot.ts). Listens on 127.0.0.1 only.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workbenchUrl } from "../test/host/browser.ts";
import { root } from "../test/host/host.ts";
import { ensureHost } from "../test/host/install.ts";
import { startServer } from "../test/host/server.ts";

export interface WorkbenchOptions {
  /** Folder to open; absolute. */
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Secret that the address must carry. */
  readonly token?: string;
  /** Restricted Mode: the folder is not trusted. */
  readonly isRestricted?: boolean;
  /** The build to show; dist/ when left out. */
  readonly dist?: string;
}

export interface Workbench {
  /** Where a browser finds it, with `files` (absolute paths) open. */
  readonly url: (files: readonly string[]) => string;
  /** Resolves when the server has ended by itself or by `stop`. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the workbench; the first time on a machine it installs it (about 15 s). Needs the build in dist/. */
export async function startWorkbench({
  folder,
  settings,
  token,
  ...rest
}: WorkbenchOptions): Promise<Workbench> {
  const host = ensureHost("1.100");
  const userData = mkdtempSync(join(tmpdir(), "edgewise-workbench-"));
  const extensions = join(userData, "extensions");
  const remove = () => rmSync(userData, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", remove);
  linkExtension(extensions, rest.dist ?? join(root, "dist"));

  const secret = token === undefined ? {} : { token };
  const common = { host, userData, extensions, settings, env: {}, isRestricted: rest.isRestricted ?? false };
  const server = await startServer({ ...common, ...secret });
  return {
    url: (files) => workbenchUrl({ port: server.port, workspace: folder, files, ...secret }),
    ended: server.ended,
    stop: async () => {
      await server.stop();
      remove();
    },
  };
}

/**
 * Puts the repository into VS Code's extensions folder as if its package had been installed: a folder of links, so that a new
 * build shows after "Reload Window" and an "Uninstall" in the workbench removes the links only.
 */
function linkExtension(extensions: string, dist: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const place = join(extensions, `${publisher}.${name}-${version}`);
  mkdirSync(place, { recursive: true });
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || entry.name === "node_modules" || entry.name === "test") continue;
    if (entry.name === "dist") continue;
    symlinkSync(join(root, entry.name), join(place, entry.name), entry.isDirectory() ? "dir" : "file");
  }
  symlinkSync(dist, join(place, "dist"), "dir");
}
