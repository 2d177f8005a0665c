import { expect, test } from "vitest";
import { callOf } from "./contract/test-call.ts";
import { testFamily } from "./contract/test-family.ts";
import { gradient } from "./gradient.ts";

testFamily(gradient, [
  [
    "Gradient",
    "of the shapes of xs",
    { inputs: ["float32 2", "float32 3x4"], outputs: ["float32 2", "float32 3×4"] },
  ],
]);

test("Gradient: its work is not known, which is not 0", () => {
  expect(gradient.multiplyAdds?.(callOf(gradient, { inputs: ["float32 2"] }), [])).toBeUndefined();
});
