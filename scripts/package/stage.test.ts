import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { packagedFiles, stage } from "./stage.ts";

const folders: string[] = [];

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "edgewise-stage-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterEach(() => {
  for (const it of folders.splice(0)) rmSync(it, { recursive: true, force: true });
});

test("copies what is named, and a manifest without what only development needs", () => {
  const root = folderWith({
    ".vscodeignore": "# a comment\n**\n!package.json\n!docs/*.md\n!dist/cli.cjs\n!media/none/*.png\n",
    "package.json": JSON.stringify({ name: "x", scripts: { a: "b" }, devDependencies: { c: "1" } }),
    "docs/a.md": "a",
    "docs/a.mdx": "not this",
    "docs/deep/b.md": "not this",
    "dist/cli.cjs": "c",
    "dist/cliXcjs": "not this",
    "core/secret.ts": "not this",
  });
  expect(packagedFiles(root).map((it) => it.replaceAll("\\", "/"))).toEqual([
    "package.json",
    "docs/a.md",
    "dist/cli.cjs",
  ]);
  const target = folderWith({});
  stage(root, target);
  expect(JSON.parse(readFileSync(join(target, "package.json"), "utf8"))).toEqual({ name: "x" });
  expect(readFileSync(join(target, "docs/a.md"), "utf8")).toBe("a");
  expect(existsSync(join(target, "core"))).toBe(false);
});

test("the project's .vscodeignore starts by leaving everything out", () => {
  const lines = readFileSync(join(import.meta.dirname, "../../.vscodeignore"), "utf8").split("\n");
  const rules = lines.filter((it) => it !== "" && !it.startsWith("#"));
  expect(rules.filter((it) => !it.startsWith("!"))).toEqual(["**"]);
});
