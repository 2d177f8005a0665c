/**
 * Proves that the test host tells good runs from bad ones, above all that nothing but a finished suite ends with 0:
 * `npx tsx test/host/self-test.ts [1.100 | 1.139]`, about a minute. Each case is one launch of VS Code.
 */
import { join } from "node:path";
import { build } from "esbuild";
import { exitCodes } from "./code.ts";
import { artifacts, isHostVersion, root } from "./host.ts";
import { runInHost } from "./run.ts";

interface Case {
  readonly suite: string;
  readonly exitCode: number;
  /** Tests that passed; undefined when the run must not leave a result. */
  readonly passed: number | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  { suite: "pass", exitCode: 0, passed: 3 },
  { suite: "pass", exitCode: 0, passed: 3, env: { EDGEWISE_RESTRICTED: "1" } },
  { suite: "fail", exitCode: 1, passed: 1 },
  { suite: "exit", exitCode: exitCodes.hostDied, passed: undefined },
  { suite: "kill", exitCode: exitCodes.hostDied, passed: undefined },
  { suite: "silent", exitCode: exitCodes.noResult, passed: undefined },
  {
    suite: "hang",
    exitCode: exitCodes.timeout,
    passed: undefined,
    env: { EDGEWISE_HOST_TIMEOUT_MS: "12000" },
  },
];

const here = join(root, "test", "host", "self-test");
const bundles = join(artifacts, "self-test");

async function bundle(): Promise<void> {
  await build({
    entryPoints: ["extension", ...new Set(cases.map((it) => it.suite))].map((it) => join(here, `${it}.ts`)),
    outdir: bundles,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    external: ["vscode", "mocha", "playwright-core"],
    logLevel: "warning",
  });
}

async function check({ suite, exitCode, passed, env }: Case): Promise<boolean> {
  const started = Date.now();
  const tests = join(bundles, `${suite}.cjs`);
  const outcome = await runInHost({
    version,
    extension: here,
    tests,
    workspace: here,
    ...(env ? { env } : {}),
  });
  const isRight = outcome.exitCode === exitCode && outcome.result?.passed === passed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const seen = `exit code ${outcome.exitCode}, ${outcome.result?.passed ?? "no"} passed`;
  console.log(
    `${isRight ? "ok" : "WRONG"}: ${suite} gave ${seen}; wanted ${exitCode}, ${passed ?? "no"} (${seconds} s)`,
  );
  return isRight;
}

const asked = process.argv[2] ?? "1.100";
if (!isHostVersion(asked)) throw new Error(`no test host ${asked}`);
const version = asked;

await bundle();
let right = 0;
for (const it of cases) if (await check(it)) right++;
console.log(`${right} passed, ${cases.length - right} failed`);
process.exitCode = right === cases.length ? 0 : 1;
