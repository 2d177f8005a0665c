// Runs mocha suites inside the extension host. Runs there only: bundle it with the tests, with `mocha` left external.
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import type { TestResult } from "./result.ts";

/**
 * Runs the suites that `load` defines (with mocha's `suite` and `test`, which exist only from then on: import the test files
 * inside `load`, not at the top). Writes the counts to EDGEWISE_TEST_RESULT. Rejects when a test failed or none ran.
 */
export async function runMocha(load: () => unknown): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, reporter: "spec", color: false, forbidOnly: true });
  // This is how mocha's interface puts `suite` and `test` where the test files look for them.
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, "", mocha);
  await load();

  const result = await run(mocha);
  const file = process.env["EDGEWISE_TEST_RESULT"];
  if (file) writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} tests failed`);
  if (result.passed === 0) throw new Error("no test ran");
}

function run(mocha: Mocha): Promise<TestResult> {
  return new Promise((resolve) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}
