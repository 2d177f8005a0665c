import { expect, test } from "vitest";
import { cpuFallbackPartition } from "../rules/cpu-fallback-partition.ts";
import { subjectOf } from "./examples.test-helper.ts";
import { unpredictedShare } from "./unpredicted-share.ts";

test("what runs on the host's CPU is in no prediction for the accelerator", () => {
  const { analysis, target } = subjectOf(cpuFallbackPartition.bad);
  if (!target) throw new Error("the example has a device");
  expect(unpredictedShare(analysis, target)).toMatch(/^\d+% of the work runs on the host's CPU/);
});

test("a model that the accelerator computes whole has no such share", () => {
  const { analysis, target } = subjectOf(cpuFallbackPartition.good);
  if (!target) throw new Error("the example has a device");
  expect(unpredictedShare(analysis, target)).toBeUndefined();
});
