// `npm run test:oracles`: the engine beside peers that nobody here wrote; installs what is missing. With --write it
// also writes docs/coverage.md from what it found.
import { ensureNodeModules } from "./install.mjs";

try {
  ensureNodeModules();
  const { register } = await import("tsx/esm/api");
  register();
  const { runOracles } = await import("../test/oracles/run.ts");
  process.exitCode = await runOracles({ isWriting: process.argv.includes("--write") });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
