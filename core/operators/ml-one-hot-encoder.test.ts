import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { mlOneHotEncoder } from "./ml-one-hot-encoder.ts";

test("OneHotEncoder: a place for each category", () => {
  checkOperator(mlOneHotEncoder, {
    inputs: ["int64 nx2"],
    attributes: { cats_int64s: [1, 2, 3] },
    outputs: ["float32 n×2×3"],
  });
  checkOperator(mlOneHotEncoder, { inputs: ["int64 n"], outputs: ["float32 n×y0_d1"] });
  checkOperator(mlOneHotEncoder, { inputs: ["int64 ?"], outputs: ["float32 unknown shape"] });
});
