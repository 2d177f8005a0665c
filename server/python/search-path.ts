// Finds where the user's Python packages lie, by names of folders alone; it must not run an interpreter.
import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

export interface SearchPathChoices {
  /** Folders of the workspace. */
  readonly roots: readonly string[];
  /** The setting `edgewise.python.searchPath`: folders, absolute or within the first root. */
  readonly configured: readonly string[];
  /** The interpreter that the editor uses for Python, if it tells. */
  readonly interpreter?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Folders of packages, those of the nearest environment: what the user set, else the editor's interpreter, else a virtual
 * environment in the workspace, else the active one, else the system's. Packages of two environments are not mixed.
 */
export function searchPath({
  roots,
  configured,
  interpreter,
  environment,
}: SearchPathChoices): readonly string[] {
  const set = configured.map((it) => (isAbsolute(it) ? it : resolve(roots[0] ?? ".", it))).filter(isFolder);
  const prefixes = [
    // The link in `bin/` of a virtual environment leads out of it: its folder counts, not where it leads.
    ...(interpreter ? [dirname(dirname(interpreter))] : []),
    ...roots
      .flatMap((root) => [".venv", "venv", "env", ".env"].map((it) => join(root, it)))
      .filter(isEnvironment),
    ...[environment.VIRTUAL_ENV, environment.CONDA_PREFIX].filter((it) => it !== undefined),
  ];
  for (const prefix of prefixes) {
    const found = packagesOf(prefix);
    if (found.length > 0) return unique([...set, ...found]);
  }
  return unique([...set, ...systemPackages()]);
}

function isEnvironment(folder: string): boolean {
  return isFile(join(folder, "pyvenv.cfg")) || isFolder(join(folder, "conda-meta"));
}

function packagesOf(prefix: string): readonly string[] {
  const windows = join(prefix, "Lib", "site-packages");
  return [...pythonFolders(join(prefix, "lib"), ["site-packages"]), ...(isFolder(windows) ? [windows] : [])];
}

function systemPackages(): readonly string[] {
  return [
    ...pythonFolders(join(homedir(), ".local", "lib"), ["site-packages"]),
    ...pythonFolders("/usr/local/lib", ["dist-packages", "site-packages"]),
    ...["/usr/lib/python3/dist-packages"].filter(isFolder),
  ];
}

/** `lib/python3.12/site-packages`, of the newest Python first. */
function pythonFolders(lib: string, names: readonly string[]): readonly string[] {
  const versions = entries(lib)
    .map((it) => /^python3\.(\d+)$/.exec(it))
    .filter((it) => it !== null)
    .sort((a, b) => Number(b[1]) - Number(a[1]));
  return versions.flatMap(([folder]) => names.map((it) => join(lib, folder, it))).filter(isFolder);
}

function unique(folders: readonly string[]): readonly string[] {
  return [...new Map(folders.map((it) => [realpathSync(it), it])).values()];
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statsOf(path)?.isDirectory() ?? false;
}

function isFile(path: string): boolean {
  return statsOf(path)?.isFile() ?? false;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
