import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rules } from "../../core/rules/index.ts";
import { rulePages } from "./rule-pages.ts";

const root = join(import.meta.dirname, "..", "..");

test("docs/rules has the page of every rule, and of no other", () => {
  const pages = rulePages(rules, "").map(([file]) => file);
  expect(pages).toHaveLength(rules.length + 1);
  const there = readdirSync(join(root, "docs", "rules")).map((it) => `docs/rules/${it}`);
  expect(there.sort()).toEqual([...pages].sort());
});

test("a page says what, why, what to do, and shows both examples with what is found", () => {
  const even = rules.find((it) => it.id === "even-kernel");
  const [, page] = rulePages(even ? [even] : [], "")[1] ?? [];
  for (const it of ["## Why", "## What to do", "## Found", "## Not found", "## Sources"])
    expect(page).toContain(`\n${it}\n`);
  expect(page).toContain(even?.bad.model.trim());
  expect(page).toContain(even?.good.model.trim());
  expect(page).toMatch(/\n> info: Convolution with an even kernel of \d×\d/);
});
