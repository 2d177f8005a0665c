import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { exceedsDeviceMemory } from "./exceeds-device-memory.ts";

test("its examples", () => {
  expectExamples(exceedsDeviceMemory);
});

test("half the precision is half the memory: 1024·600,000 values are 1.14 GiB in float16, more than a Coral Dev Board's 1 GiB", () => {
  const choice = { precision: "fp16" as const };
  expect(findings(exceedsDeviceMemory, { ...exceedsDeviceMemory.bad, choice })[0]?.message).toContain("1.14");
  expect(
    findings(exceedsDeviceMemory, { ...exceedsDeviceMemory.bad, device: "jetson-nano", choice }),
  ).toEqual([]);
});
