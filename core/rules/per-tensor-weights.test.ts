import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { perTensorWeights } from "./per-tensor-weights.ts";

test("its examples", () => {
  expectExamples(perTensorWeights);
});

test("in a depthwise convolution it is a warning, in a dense one a remark", () => {
  expect(findings(perTensorWeights, perTensorWeights.bad)[0]?.severity).toBe("warning");
  const dense = perTensorWeights.bad.model.replace("64, 1, 3, 3", "64, 64, 3, 3").replace("group = 64, ", "");
  expect(findings(perTensorWeights, { model: dense })[0]?.severity).toBe("info");
});
