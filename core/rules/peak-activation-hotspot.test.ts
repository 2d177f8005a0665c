import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { peakActivationHotspot } from "./peak-activation-hotspot.ts";

test("its examples", () => {
  expectExamples(peakActivationHotspot);
});

test("names the peak: the image and the map of 64 channels are alive at once", () => {
  // (3 + 64)·512·512 float32.
  expect(findings(peakActivationHotspot, peakActivationHotspot.bad)[0]?.message).toContain("67.0");
});
