import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { exceedsSizeBudget } from "./exceeds-size-budget.ts";

test("its examples", () => {
  expectExamples(exceedsSizeBudget);
});

test("1024·1000 float32 are 3.91 MiB", () => {
  expect(findings(exceedsSizeBudget, exceedsSizeBudget.bad)[0]?.message).toContain("3.91");
});
