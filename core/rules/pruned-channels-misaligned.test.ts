import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { prunedChannelsMisaligned } from "./pruned-channels-misaligned.ts";

test("its examples", () => {
  expectExamples(prunedChannelsMisaligned);
});

test("4 of 4 widths are named", () => {
  expect(findings(prunedChannelsMisaligned, prunedChannelsMisaligned.bad)[0]?.message).toContain(
    "53, 61, 45, 71",
  );
});
