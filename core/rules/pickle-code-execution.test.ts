import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { pickleCodeExecution } from "./pickle-code-execution.ts";

test("its examples", () => {
  expectExamples(pickleCodeExecution);
});

test("says what the reader found, as badly as the reader did", () => {
  expect(findings(pickleCodeExecution, pickleCodeExecution.bad)).toEqual([
    { message: 'Loading it would call "posix.system", 1 time.', severity: "error" },
  ]);
});
