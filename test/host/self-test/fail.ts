import assert from "node:assert/strict";
import { runMocha } from "../mocha-entry.ts";

/** One test that passes and one that fails. */
export const run = () =>
  runMocha(() => {
    suite("self-test", () => {
      test("passes", () => undefined);
      test("fails", () => assert.equal(1, 2));
    });
  });
