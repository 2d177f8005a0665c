import { expect, test } from "vitest";
import { testFamily } from "./contract/test-family.ts";
import { roleOf } from "./contract/operator.ts";
import { prelu } from "./prelu.ts";

testFamily(prelu, [
  [
    "PRelu",
    "one slope for each channel",
    { inputs: ["float32 1x8x4x4", "float32 8x1x1"], outputs: ["float32 1×8×4×4"] },
  ],
  // The slope broadcasts to x, never x to the slope.
  ["PRelu", "a slope of higher rank", { inputs: ["float32 4", "float32 2x4"], outputs: ["float32 4"] }],
]);

test("PRelu: the slope is a weight", () => expect(roleOf(prelu, 1)).toBe("weight"));
