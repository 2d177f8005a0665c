import { runMocha } from "../mocha-entry.ts";

/** The extension host ends in the middle of a test; VS Code itself then reports 0. */
export const run = () =>
  runMocha(() => {
    suite("self-test", () => {
      test("exits", () => process.exit(3));
    });
  });
