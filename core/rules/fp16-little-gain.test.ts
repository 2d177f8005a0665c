import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { fp16LittleGain } from "./fp16-little-gain.ts";

test("its examples", () => {
  expectExamples(fp16LittleGain);
});

test.each(["jetson-orin-nano-8gb", "raspberry-pi-4"])("%s: nothing to say", (device) => {
  expect(findings(fp16LittleGain, { ...fp16LittleGain.bad, device })).toEqual([]);
});
