import { test } from "vitest";
import { checkGraph } from "./contract/test-graph.ts";

test("SequenceMap: the body sees elements, and tensors as they are", () => {
  checkGraph(
    `g (seq(float[8, 8]) images, float[8, 1] scale) => (y) {
    y = SequenceMap (images, scale) <
      body = step (image, factor) => (scaled) { scaled = Mul (image, factor) }
    >
  }`,
    { outputs: ["sequence of float32 8×8"], executions: { "y/body": "?" } },
  );
});
