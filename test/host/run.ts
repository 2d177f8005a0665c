/**
 * Runs the extension's tests in a real VS Code: `npx tsx test/host/run.ts 1.100` (or `1.139`).
 * Needs the build: dist/ and dist/test/extension.cjs. Ends with the line `N passed, N failed`.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { type HostVersion, hostVersions, isHostVersion, root } from "./host.ts";
import { ensureChromium, ensureHost } from "./install.ts";
import { readTestResult, type TestResult } from "./result.ts";

export interface HostRun {
  readonly version: HostVersion;
  /** Folder of the extension. */
  readonly extension: string;
  /** A bundle (CommonJS) that exports `run`. */
  readonly tests: string;
  readonly workspace: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a run ended: `exitCode` 0 is the only success. Without `result` the tests did not reach their end. */
export interface HostOutcome {
  readonly exitCode: number;
  readonly result: TestResult | undefined;
}

/** Runs one bundle of tests in VS Code `version`, in a window of its own with nothing left from earlier runs. */
export async function runInHost({
  version,
  extension,
  tests,
  workspace,
  env,
}: HostRun): Promise<HostOutcome> {
  ensureHost(version);
  ensureChromium();
  const folder = mkdtempSync(join(tmpdir(), "edgewise-run-"));
  const resultFile = join(folder, "result.json");
  try {
    const exitCode = await runTests({
      vscodeExecutablePath: join(root, "test", "host", `code-${version}.mjs`),
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, "user-data")}`,
        `--extensions-dir=${join(folder, "extensions")}`,
      ],
      extensionTestsEnv: { ...env, EDGEWISE_TEST_RESULT: resultFile },
    }).catch(failureCode);
    return { exitCode, result: readTestResult(resultFile) };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The counts for a summary line. A run that failed without a failed test counts as one failure. */
export function countsOf({ exitCode, result }: HostOutcome): {
  readonly passed: number;
  readonly failed: number;
} {
  const { passed, failed } = result ?? { passed: 0, failed: 0 };
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

function failureCode(error: unknown): number {
  if (error instanceof TestRunFailedError) return error.code ?? 1;
  throw error;
}

async function main(version: string | undefined): Promise<number> {
  if (!isHostVersion(version)) {
    console.error(`Usage: npx tsx test/host/run.ts ${hostVersions.join(" | ")}`);
    return 2;
  }
  const tests = join(root, "dist", "test", "extension.cjs");
  if (!existsSync(tests)) {
    console.error(`${tests} is missing. Build first: npm run build`);
    return 2;
  }
  const outcome = await runInHost({ version, extension: root, tests, workspace: join(root, "samples") });
  const { passed, failed } = countsOf(outcome);
  if (outcome.exitCode !== 0) console.log(`VS Code ${version} ended with exit code ${outcome.exitCode}`);
  console.log(`${passed} passed, ${failed} failed`);
  return outcome.exitCode;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode = await main(process.argv[2]);
