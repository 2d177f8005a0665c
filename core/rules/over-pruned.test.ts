import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { overPruned } from "./over-pruned.ts";

test("its examples", () => {
  expectExamples(overPruned);
});

test("the squeeze of a squeeze-and-excitation block is meant to be thin", () => {
  const model = overPruned.bad.model
    .replaceAll("28", "1")
    .replaceAll("3, 3", "1, 1")
    .replaceAll("pads = [1, 1, 1, 1]", "");
  expect(findings(overPruned, { model: model.replaceAll("<>", "") })).toEqual([]);
});
