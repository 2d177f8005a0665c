import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { unequalChannelWidths } from "./unequal-channel-widths.ts";

test("its examples", () => {
  expectExamples(unequalChannelWidths);
});

const layer = (inputs: number, outputs: number, size: number) => ({
  model: `g (float[1, ${inputs}, ${size}, ${size}] x, float[${outputs}, ${inputs}, 1, 1] w = ["location": "w.bin"]) => (float[1, ${outputs}, ${size}, ${size}] y) {
  y = Conv (x, w)
}`,
});

// ShuffleNet V2, Table 1: with equal multiply-adds, (c1, c2) = (128, 128), (90, 180), (52, 312), (36, 432).
test.each([
  [128, 128, undefined],
  [90, 180, undefined],
  [52, 312, "6.0×"],
  [36, 432, "12×"],
])("%i to %i channels on a map of 56", (inputs, outputs, expected) => {
  const [found] = findings(unequalChannelWidths, layer(inputs, outputs, 56));
  if (expected) expect(found?.message).toContain(expected);
  else expect(found).toBeUndefined();
});

test("on a map of 1 the weights are all that counts", () => {
  expect(findings(unequalChannelWidths, layer(128, 1024, 1))).toEqual([]);
});
