import { expect, test } from "vitest";
import { callOf, checkOperator } from "./contract/test-call.ts";
import { mlArrayFeatureExtractor } from "./ml-array-feature-extractor.ts";

test("ArrayFeatureExtractor: columns by index", () => {
  checkOperator(mlArrayFeatureExtractor, { inputs: ["float32 3x4", "int64 2"], outputs: ["float32 3×2"] });
  checkOperator(mlArrayFeatureExtractor, { inputs: ["float32 4", "int64 1x2"], outputs: ["float32 1×2"] });
  checkOperator(mlArrayFeatureExtractor, {
    inputs: ["float32 ?", "int64 2"],
    outputs: ["float32 unknown shape"],
  });
});

test("ArrayFeatureExtractor: only the columns picked are read", () => {
  const call = callOf(mlArrayFeatureExtractor, { inputs: ["float32 3x4", "int64 2"] });
  const outputs = mlArrayFeatureExtractor.infer(call) ?? [];
  expect(mlArrayFeatureExtractor.moves?.(call, outputs)).toEqual({ reads: [6] });
});
