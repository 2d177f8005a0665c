import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { depthwiseMemoryAccess } from "./depthwise-memory-access.ts";

test("its examples", () => {
  expectExamples(depthwiseMemoryAccess);
});

// The survey (3.3) speaks of "about five times"; its Table 11 with equal multiply-adds gives 4.4 to 6 for wide 3×3 layers.
test.each([
  [64, 112, 5.6],
  [144, 56, 5.8],
  [512, 28, 3.5], // Here the weights weigh: 1.61 M + 0.27 M over 0.27 M + 0.27 M.
])("%i channels, map of %i: about %d times", (channels, size, expected) => {
  const [found] = findings(depthwiseMemoryAccess, {
    model: `g (float[1, ${channels}, ${size}, ${size}] x, float[${channels}, 1, 3, 3] w = ["location": "w.bin"], float[${channels}, ${channels}, 1, 1] v = ["location": "w.bin"])
  => (float[1, ${channels}, ${size}, ${size}] z) {
  y = Conv <group = ${channels}, pads = [1, 1, 1, 1]> (x, w)
  z = Conv (y, v)
}`,
  });
  const ratio = Number(/([\d.]+)× the memory/.exec(found?.message ?? "")?.[1]);
  expect(Math.abs(ratio - expected)).toBeLessThanOrEqual(0.3);
});
