import { expect, test } from "vitest";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { tensorScatter } from "./tensor-scatter.ts";

const inputs = ["float16 1x8x4096x64", "float16 1x8x1x64", "int64 1"];

test("TensorScatter: the cache keeps its shape", () => {
  checkOperator(tensorScatter, { inputs, outputs: ["float16 1×8×4096×64"] });
});

test("TensorScatter: only the new entries move", () => {
  const call = callOf(tensorScatter, { inputs });
  expect(tensorScatter.moves?.(call, [])).toEqual({ reads: [0], writes: [8 * 64] });
});
