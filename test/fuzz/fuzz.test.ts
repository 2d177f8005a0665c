import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { flips, hostileCases, hostileFolders, operatorStorm, texts, truncations } from "./cases.ts";
import { expectProblem } from "./expect-problem.ts";
import { operatorCount } from "./operator-storm.ts";
import { smallModel } from "./small-model.ts";
import { checkBytes, checkFile, checkText } from "./whole-path.ts";

// The quick part of `npm run fuzz`, without the processes that watch time and memory: a case that hangs is met by the
// timeout of its test here, and measured there.

const folder = mkdtempSync(join(tmpdir(), "edgewise-fuzz-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What went wrong, by case, so that one failure does not hide the others. */
function failures(count: number, check: (index: number) => void): readonly string[] {
  const found: string[] = [];
  for (let index = 0; index < count && found.length < 10; index++) {
    try {
      check(index);
    } catch (error) {
      found.push(`${index}: ${String(error)}`);
    }
  }
  return found;
}

test("the small model is whole", () => {
  const { problems, report } = checkBytes(smallModel());
  expect(problems).toEqual([]);
  expect(report?.coverage.nodes).toBe(15);
  expect(smallModel().length).toBeLessThan(4096);
});

test("every truncation of the small model gives a problem, and throws nothing", () => {
  const cases = truncations();
  const check = (index: number) => {
    expect(checkBytes(cases.make(index) as Uint8Array).problems, `cut at ${index}`).not.toEqual([]);
  };
  expect(failures(smallModel().length, check)).toEqual([]);
}, 60_000);

test("changed bytes throw nothing", () => {
  const cases = flips(80, 1);
  expect(failures(80, (it) => void checkBytes(cases.make(it) as Uint8Array))).toEqual([]);
}, 60_000);

test("changed bytes of the small model throw nothing", () => {
  // It is the first of the eight seeds.
  const cases = flips(4000, 2);
  expect(failures(500, (it) => void checkBytes(cases.make(8 * it) as Uint8Array))).toEqual([]);
}, 60_000);

test("changed texts throw nothing", () => {
  const cases = texts(40, 1);
  expect(failures(40, (it) => void checkText(cases.make(it) as string))).toEqual([]);
}, 60_000);

test("no operator throws under absurd inputs", () => {
  // One case for each.
  const cases = operatorStorm(1);
  expect(failures(operatorCount, (it) => void checkBytes(cases.make(it) as Uint8Array))).toEqual([]);
}, 60_000);

test("hostile files give a problem that says where", () => {
  const quick = hostileCases.filter((it) => !it.isLarge && !it.isSlow);
  const check = (index: number) => {
    const { name, make, says } = quick[index] as (typeof quick)[number];
    const made = make();
    const path = join(folder, typeof made === "string" ? "model.onnx.txt" : "model.onnx");
    writeFileSync(path, made);
    try {
      const outcome = checkFile(path);
      if (says) expectProblem(outcome, says);
    } catch (error) {
      throw new Error(`${name}: ${String(error)}`);
    }
  };
  expect(failures(quick.length, check)).toEqual([]);
}, 60_000);

test.each(hostileFolders.map((it, index) => ({ ...it, index })))("$name", ({ prepare, says, index }) => {
  const own = join(folder, String(index), "model");
  mkdirSync(own, { recursive: true });
  const path = prepare(own);
  if (path === undefined) return;
  const outcome = checkFile(path);
  if (says) expectProblem(outcome, says);
});
