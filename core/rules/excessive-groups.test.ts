import { expect, test } from "vitest";
import { expectExamples, findings } from "../diagnostics/examples.test-helper.ts";
import { excessiveGroups } from "./excessive-groups.ts";

test("its examples", () => {
  expectExamples(excessiveGroups);
});

const pointwise = (channels: number, groups: number) => ({
  model: `g (float[1, ${channels}, 56, 56] x, float[${channels}, ${channels / groups}, 1, 1] w = ["location": "w.bin"]) => (float[1, ${channels}, 56, 56] y) {
  y = Conv <group = ${groups}> (x, w)
}`,
});

// ShuffleNet V2, Table 2: 1×1 group convolutions of equal multiply-adds with 1, 2, 4 and 8 groups have 128, 180, 256 and
// 360 channels.
test.each([
  [128, 1, undefined],
  [180, 2, undefined],
  [256, 4, undefined],
  [360, 8, "2.8×"],
])("%i channels in %i groups", (channels, groups, expected) => {
  const [found] = findings(excessiveGroups, pointwise(channels, groups));
  if (expected) expect(found?.message).toContain(expected);
  else expect(found).toBeUndefined();
});

test("a depthwise convolution is another rule's", () => {
  expect(findings(excessiveGroups, pointwise(64, 64))).toEqual([]);
});
