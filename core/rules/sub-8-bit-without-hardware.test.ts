import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { sub8BitWithoutHardware } from "./sub-8-bit-without-hardware.ts";

test("its examples", () => {
  expectExamples(sub8BitWithoutHardware);
});

test("64·64·3·3 values of 4 bits are 18 KiB", () => {
  expect(findings(sub8BitWithoutHardware, sub8BitWithoutHardware.bad)[0]?.message).toContain("18.0");
});
