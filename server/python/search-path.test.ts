import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { searchPath } from "./search-path.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "edgewise-path-"))));
afterEach(() => rmSync(root, { recursive: true }));

function environment(name: string, ...versions: readonly string[]): string {
  const prefix = join(root, name);
  for (const it of versions) mkdirSync(join(prefix, "lib", it, "site-packages"), { recursive: true });
  writeFileSync(join(prefix, "pyvenv.cfg"), "");
  return prefix;
}
const nothing = { configured: [], environment: {} };

test("a virtual environment in the workspace is found, newest Python first", () => {
  const prefix = environment(".venv", "python3.9", "python3.12");
  expect(searchPath({ roots: [root], ...nothing })).toEqual([
    join(prefix, "lib/python3.12/site-packages"),
    join(prefix, "lib/python3.9/site-packages"),
  ]);
});

test("the editor's interpreter goes before it, and the user's own folders before both", () => {
  environment(".venv", "python3.12");
  const chosen = environment("other", "python3.11");
  mkdirSync(join(root, "libs"));
  const found = searchPath({
    roots: [root],
    configured: ["libs", "not-there"],
    interpreter: join(chosen, "bin", "python"),
    environment: {},
  });
  expect(found).toEqual([join(root, "libs"), join(chosen, "lib/python3.11/site-packages")]);
});

test("the active environment counts where the workspace has none", () => {
  const active = environment("active", "python3.12");
  const found = searchPath({ roots: [], configured: [], environment: { VIRTUAL_ENV: active } });
  expect(found).toEqual([join(active, "lib/python3.12/site-packages")]);
});

test("a folder that only has the name of an environment is none", () => {
  mkdirSync(join(root, "venv", "lib", "python3.12", "site-packages"), { recursive: true });
  expect(searchPath({ roots: [root], ...nothing }).some((it) => it.startsWith(root))).toBe(false);
});
