import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { textAtHead } from "./git-head.ts";

const root = mkdtempSync(join(tmpdir(), "edgewise-git-"));
afterAll(() => rmSync(root, { recursive: true }));

test("gives the committed text, not the one on disk", async () => {
  mkdirSync(join(root, "models"));
  const file = join(root, "models", "net.py");
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: root });
  git("init", "-q");
  writeFileSync(file, "old = 1\n");
  expect(await textAtHead(file)).toBeUndefined();
  git("add", ".");
  git("commit", "-qm", "first");
  writeFileSync(file, "new = 2\n");
  expect(await textAtHead(file)).toBe("old = 1\n");
  expect(await textAtHead(join(root, "models", "other.py"))).toBeUndefined();
});
