import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { lowArithmeticIntensity } from "./low-arithmetic-intensity.ts";

test("its examples", () => {
  expectExamples(lowArithmeticIntensity);
});

test("the ridge point is the data sheet's: Jetson Nano in FP16, 471.9 GFLOPS over 25.6 GB/s = 9.2 multiply-adds for each byte", () => {
  const { model } = lowArithmeticIntensity.bad;
  const wide = model.replaceAll("64", "512").replaceAll("112", "14");
  const [found] = findings(lowArithmeticIntensity, { model: wide, device: "jetson-nano" });
  expect(found?.message).toContain("9.22");
});
