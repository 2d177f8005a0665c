import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Copies what .vscodeignore names (its lines with "!") from `root` into `folder`, and nothing else. vsce would come to the
 * same files, but only after looking at every file below `root`, with the VS Codes that the tests install.
 */
export function stage(root: string, folder: string): void {
  for (const file of packagedFiles(root)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  cpSync(join(root, ".vscodeignore"), join(folder, ".vscodeignore"));
  writeFileSync(join(folder, "package.json"), shippedManifest(join(root, "package.json")));
}

/** Paths below `root`. A pattern may have stars in its last part only; one that matches nothing gives nothing. */
export function packagedFiles(root: string): readonly string[] {
  const lines = readFileSync(join(root, ".vscodeignore"), "utf8").split(/\r?\n/);
  return lines
    .filter((it) => it.startsWith("!"))
    .flatMap((line) => {
      const [folder, name] = [dirname(line.slice(1)), basename(line)];
      const parts = name.replace(/^!/, "").split("*");
      const pattern = new RegExp(`^${parts.map((it) => it.replace(/\W/g, "\\$&")).join(".*")}$`);
      if (!existsSync(join(root, folder))) return [];
      const entries = readdirSync(join(root, folder), { withFileTypes: true });
      return entries.filter((it) => it.isFile() && pattern.test(it.name)).map((it) => join(folder, it.name));
    });
}

/** Scripts and packages of the development are of no use to whoever installs the extension. */
function shippedManifest(path: string): string {
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const { scripts: _scripts, devDependencies: _packages, allowScripts: _allowed, ...shipped } = manifest;
  return `${JSON.stringify(shipped, undefined, 2)}\n`;
}
