// `npm run check`: everything that must hold before a commit, except the tests. All steps run even if one fails.
import { spawnSync } from "node:child_process";
import { ensureNodeModules } from "./install.mjs";

/** Name, script inside node_modules, arguments. */
const steps = [
  ["types", "typescript/bin/tsc", ["-p", "tsconfig.json", "--noEmit"]],
  ["types of core, with no host", "typescript/bin/tsc", ["-p", "core/tsconfig.json", "--noEmit"]],
  ["types of webview, with a DOM", "typescript/bin/tsc", ["-p", "webview/tsconfig.json", "--noEmit"]],
  ["lint", "eslint/bin/eslint.js", ["."]],
  ["format", "prettier/bin/prettier.cjs", ["--check", "--log-level", "warn", "."]],
  ["generated files", "tsx/dist/cli.mjs", ["scripts/gen.ts", "--check"]],
  ["third-party notices", "tsx/dist/cli.mjs", ["scripts/notices.ts", "--check"]],
  ["shape of the repository", "vitest/vitest.mjs", ["run", "scripts/repo-shape.test.ts"]],
];

function passes([name, script, args]) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [`node_modules/${script}`, ...args], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const isFine = status === 0;
  console.log(`${isFine ? "passed" : "FAILED"}  ${name} (${seconds} s)`);
  if (!isFine) console.log(`${stdout ?? ""}${stderr ?? ""}`.trimEnd().replace(/^/gm, "    "));
  return isFine;
}

try {
  ensureNodeModules();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const failed = steps.filter((it) => !passes(it)).length;
console.log(`${steps.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
