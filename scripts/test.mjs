// `npm test`: installs what is missing, builds, then the unit tests, the sandbox, and the extension in VS Code 1.100, the
// oldest supported.
// With `--hosts` it is the extension in the newest VS Code instead.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureNodeModules } from "./install.mjs";

const hosts = process.argv.includes("--hosts") ? ["1.139"] : ["1.100"];
const scratch = mkdtempSync(join(tmpdir(), "edgewise-test-"));
let passed = 0;
let failed = 0;

function run(command, args) {
  return spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" }).status ?? 1;
}

/** Adds up a suite; one that ends badly without a failed test counts as one failure. */
function count(suite, counts, status) {
  const broken = status !== 0 && counts.failed === 0 ? 1 : 0;
  console.log(`${suite}: ${counts.passed} passed, ${counts.failed + broken} failed`);
  passed += counts.passed;
  failed += counts.failed + broken;
}

function vitest(suite, ...options) {
  const report = join(scratch, "vitest.json");
  rmSync(report, { force: true });
  const status = run("npx", [
    "vitest",
    "run",
    ...options,
    "--reporter=default",
    "--reporter=json",
    `--outputFile=${report}`,
  ]);
  const json = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  count(suite, { passed: json.numPassedTests ?? 0, failed: json.numFailedTests ?? 0 }, status);
}

async function hostTests(version) {
  const { register } = await import("tsx/esm/api");
  register();
  const { countsOf, runInHost } = await import("../test/host/run.ts");
  const restricted = { EDGEWISE_RESTRICTED: "1" };
  for (const [mode, env] of [
    ["", {}],
    [", Restricted Mode", restricted],
  ]) {
    const outcome = await runInHost({
      version,
      extension: process.cwd(),
      tests: join(process.cwd(), "dist/test/extension.cjs"),
      workspace: join(process.cwd(), "samples"),
      env,
    });
    count(`VS Code ${version}${mode}`, countsOf(outcome), outcome.exitCode);
  }
}

try {
  ensureNodeModules();
  if (run("node", ["scripts/build.mjs"]) !== 0) throw new Error("The build failed.");
  if (!process.argv.includes("--hosts")) {
    vitest("Unit tests");
    vitest("Sandbox", "--config", "vitest.sandbox.config.ts");
  }
  for (const version of hosts) await hostTests(version);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  failed++;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
