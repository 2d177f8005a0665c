// Promise: Python in the sandbox does not get out. Each probe is judged from outside, by what it did, not by what it says.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Canaries, descendants, hangCanaries } from "./canaries.ts";
import { probes } from "./probes.ts";
import { startSandbox, type TestSandbox } from "./sandbox.test-helper.ts";

let sandbox: TestSandbox;
let canaries: Canaries;

beforeAll(async () => {
  [sandbox, canaries] = await Promise.all([startSandbox(), hangCanaries()]);
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await canaries.close();
}, 20_000);

/** The state of the workspace; the file itself is written anew for each probe. */
function workspaceState(): string {
  const names = readdirSync(canaries.workspace).sort();
  return JSON.stringify([names, statSync(canaries.workspace).mode, statSync(canaries.file).mode]);
}

test.each(probes.filter((it) => !it.isCostly))(
  "$name stays inside",
  async (probe) => {
    const source = canaries.fill(probe);
    const seen = await sandbox.run(canaries.file, source, { seconds: 3 });
    expect(canaries.songs(seen)).toEqual([]);
    expect(readFileSync(canaries.file, "utf8")).toBe(source);
    expect(workspaceState()).toBe(
      JSON.stringify([[".env", "hidden.json", "link.txt", "linked", "net.py"], ...modes()]),
    );
    if (process.platform === "linux") {
      const ours = descendants().filter((it) => it.command.includes("host.mjs"));
      expect(ours.flatMap((it) => descendants(it.pid))).toEqual([]);
    }
  },
  15_000,
);

function modes(): readonly number[] {
  const { folder, file } = { folder: statSync(canaries.workspace).mode, file: statSync(canaries.file).mode };
  expect([folder & 0o002, file & 0o111]).toEqual([0, 0]);
  return [folder, file];
}

test("after all of them it still answers, and a probe's `result` is what is read", async () => {
  expect(await sandbox.run(canaries.file, "result = 6 * 7")).toBe("42");
});

test("the gate itself ended some of them: what the tracer's Python does before is not what holds", () => {
  const blocked = sandbox.log.filter((it) => it.startsWith("Blocked in "));
  expect(new Set(blocked.map((it) => it.replace(/^.*: /, ""))).size).toBeGreaterThanOrEqual(3);
  expect(blocked.length).toBeGreaterThanOrEqual(8);
});

test("there are at least forty", () => {
  expect(probes.filter((it) => !it.isCostly).length).toBeGreaterThanOrEqual(40);
});

test("in stock Pyodide the marked ones do get out, so the canaries can sing", async () => {
  const marked = probes.filter((it) => it.escapesPyodide);
  const helper = join(import.meta.dirname, "stock-pyodide.mjs");
  const child = spawn(process.execPath, [helper, canaries.file], { stdio: ["pipe", "pipe", "ignore"] });
  const lines = linesOf(child.stdout);
  const silent: string[] = [];
  for (const probe of marked) {
    child.stdin.write(`${canaries.fill(probe)}\0`);
    const { value } = await lines.next();
    if (canaries.songs(value ?? "").length === 0) silent.push(`${probe.name}: ${value}`);
  }
  child.kill("SIGKILL");
  expect(silent).toEqual([]);
  expect(marked.length).toBeGreaterThan(10);
}, 60_000);

async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  return undefined;
}
