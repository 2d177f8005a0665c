import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { nonMaxSuppression } from "./non-max-suppression.ts";

test("NonMaxSuppression: how many boxes stay depends on the values", () => {
  checkOperator(nonMaxSuppression, {
    inputs: ["float32 1x100x4", "float32 1x80x100"],
    outputs: ["int64 y0_d0×3"],
  });
});
