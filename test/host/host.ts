// Which VS Codes the tests run in and where each one lives. Plain data: nothing is installed or started here.
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** VS Code versions that the tests know: the oldest that package.json allows, and a recent one. */
export const hostVersions = ["1.100", "1.139"] as const;
export type HostVersion = (typeof hostVersions)[number];

/** One VS Code server on disk, as the npm package code-server carries it. */
export interface Host {
  readonly version: HostVersion;
  /** Folder with the package.json that pins it. */
  readonly folder: string;
  /** VS Code itself inside the package. */
  readonly vscode: string;
  /** The Node that it was built for. */
  readonly node: string;
}

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Where tests leave what a person may want to look at; git ignores it. */
export const artifacts = join(root, ".cache", "host");

export function isHostVersion(text: string | undefined): text is HostVersion {
  return hostVersions.some((it) => it === text);
}

/** The host of `version`, installed or not: only `ensureHost` promises that the paths exist. */
export function hostOf(version: HostVersion): Host {
  const folder = join(root, "test", "host", version);
  return {
    version,
    folder,
    vscode: join(folder, "node_modules/code-server/lib/vscode"),
    node: nodeFor(version, folder),
  };
}

// 1.100 is built for Node 20 and runs on the project's own; 1.139 needs Node 24, which an npm package carries.
function nodeFor(version: HostVersion, folder: string): string {
  if (version === "1.100") return process.execPath;
  try {
    return createRequire(join(folder, "package.json")).resolve(
      `node-${process.platform}-${process.arch}/bin/node`,
    );
  } catch {
    return process.execPath;
  }
}
