import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { ptqOnDepthwiseModel } from "./ptq-on-depthwise-model.ts";

test("its examples", () => {
  expectExamples(ptqOnDepthwiseModel);
});

test("a device that runs it in float16 does not ask for it", () => {
  expect(findings(ptqOnDepthwiseModel, { ...ptqOnDepthwiseModel.bad, device: "jetson-nano" })).toEqual([]);
});
