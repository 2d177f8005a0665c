import { test } from "vitest";
import { checkGraph } from "./contract/test-graph.ts";

test("If: a size that differs between the branches is not known", () => {
  checkGraph(
    `g (bool condition, float[4, 3] x) => (float[rows, 3] y) {
    y = If (condition) <
      then_branch = one () => (float[p, q] a) { a = Concat <axis = 0> (x, x) },
      else_branch = two () => (float[p, q] b) { b = Identity (x) }
    >
  }`,
    { outputs: ["float32 rows×3"], executions: { "y/then_branch": "1", "y/else_branch": "1" } },
  );
});

test("If: ranks that differ leave the shape unknown", () => {
  checkGraph(
    `g (bool condition, float[1, 3] x) => (y) {
    axis = Constant <value_ints = [0]> ()
    y = If (condition) <
      then_branch = one () => (a) { a = Squeeze (x, axis) },
      else_branch = two () => (b) { b = Identity (x) }
    >
  }`,
    { outputs: ["float32 unknown shape"] },
  );
});

test("If: a condition that the shapes decide", () => {
  checkGraph(
    `g (float[1, 3] x) => (y) {
    size = Shape <end = 1> (x)
    one = Constant <value_ints = [1]> ()
    axis = Constant <value_ints = [0]> ()
    condition = Equal (size, one)
    y = If (condition) <
      then_branch = squeezed () => (a) { a = Squeeze (x, axis) },
      else_branch = kept () => (b) { b = Identity (x) }
    >
  }`,
    { outputs: ["float32 3"], executions: { "y/then_branch": "1", "y/else_branch": "0" } },
  );
});

test("If: values pass through, for shapes that are computed inside", () => {
  checkGraph(
    `g (float[2, 6] x) => (y) {
    yes = Constant <value = bool {1}> ()
    target = If (yes) <
      then_branch = one () => (a) { a = Constant <value_ints = [3, 4]> () },
      else_branch = two () => (b) { b = Shape (x) }
    >
    y = Reshape (x, target)
  }`,
    { outputs: ["float32 3×4"] },
  );
});
