import { runMocha } from "../mocha-entry.ts";

/** The extension host is killed in the middle of a test; VS Code itself then reports 0. */
export const run = () =>
  runMocha(() => {
    suite("self-test", () => {
      test("is killed", () => new Promise(() => process.kill(process.pid, "SIGKILL")));
    });
  });
