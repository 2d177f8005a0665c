import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { exceedsOnChipCache } from "./exceeds-on-chip-cache.ts";

test("its examples", () => {
  expectExamples(exceedsOnChipCache);
});

test("Inception v4 (42.9 MB compiled): published 84.7 ms over USB 3, of which some 70 ms are streaming", () => {
  const model = `v4 (float[1, 42900] x, float[42900, 1000] w = ["location": "w.bin"]) => (float[1, 1000] y) { y = MatMul (x, w) }`;
  const [found] = findings(exceedsOnChipCache, { model, device: "coral-usb" });
  const milliseconds = Number(/about (\d+) ms/.exec(found?.message ?? "")?.[1]);
  expect(milliseconds).toBeGreaterThan(57);
  expect(milliseconds).toBeLessThan(85);
});

test("a device that keeps no weights on chip has no such cliff", () => {
  expect(findings(exceedsOnChipCache, { ...exceedsOnChipCache.bad, device: "jetson-nano" })).toEqual([]);
});
