// Writes every generated file; with --check it writes nothing, lists the stale ones and exits 1.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { entries, indexSource, kinds } from "./gen/registry.ts";

const root = join(import.meta.dirname, "..");
const isCheck = process.argv.includes("--check");
const stale: string[] = [];

function write(file: string, text: string): void {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  stale.push(file);
  if (isCheck) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

for (const kind of kinds) write(`${kind.folder}/index.ts`, indexSource(kind, entries(root, kind)));

// The documents import the tables, so they come after the indexes are written.
const { documents } = await import("./gen/documents.ts");
for (const [file, text] of await documents(root)) write(file, text);

if (isCheck && stale.length > 0) {
  console.error(`Stale generated files (run npm run gen): ${stale.join(", ")}`);
  process.exit(1);
}
console.log(stale.length === 0 ? "Generated files are fresh." : `Wrote ${stale.join(", ")}`);
