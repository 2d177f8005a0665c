import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { quantizeBeforePruneOrder } from "./quantize-before-prune-order.ts";

test("its examples", () => {
  expectExamples(quantizeBeforePruneOrder);
});

test("3 of 32 values are left", () => {
  expect(findings(quantizeBeforePruneOrder, quantizeBeforePruneOrder.bad)[0]?.message).toContain("91%");
});
