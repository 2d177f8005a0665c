import { expect, test } from "vitest";
import { checkGraph } from "./contract/test-graph.ts";

test("Loop: a trip count and a condition that stays true", () => {
  checkGraph(
    `g (float[1, 8] x) => (y, z) {
    count = Constant <value_int = 5> ()
    yes = Constant <value = bool {1}> ()
    y, z = Loop (count, yes, x) <
      body = step (int64 i, bool more, float[a, b] state) => (again, next, element) {
        again = Identity (more)
        next = Relu (state)
        element = Identity (next)
      }
    >
  }`,
    { outputs: ["float32 1×8", "float32 5×1×8"], executions: { "y/body": "5" } },
  );
});

test("Loop: a count taken from a shape", () => {
  checkGraph(
    `g (float[frames, 8] x) => (y, z) {
    size = Shape <end = 1> (x)
    yes = Constant <value = bool {1}> ()
    y, z = Loop (size, yes, x) <
      body = step (int64 i, bool more, state) => (again, next, element) {
        again = Identity (more)
        next = Relu (state)
        element = Gather <axis = 0> (next, i)
      }
    >
  }`,
    { outputs: ["float32 frames×8", "float32 frames×8"], executions: { "y/body": "frames" } },
  );
});

test("Loop: a condition of its own can end it early", () => {
  checkGraph(
    `g (bool start, float[8] x) => (y, z) {
    count = Constant <value_int = 5> ()
    y, z = Loop (count, start, x) <
      body = step (int64 i, bool more, state) => (again, next, element) {
        next = Relu (state)
        element = Identity (next)
        zero = Constant <value_float = 0.0> ()
        largest = ReduceMax <keepdims = 0> (next)
        again = Greater (largest, zero)
      }
    >
  }`,
    { outputs: ["float32 8", "float32 z_d0×8"], executions: { "y/body": "?" } },
  );
});

test("Loop: without a condition the body's is ignored", () => {
  checkGraph(
    `g (float[8] x) => (y) {
    count = Constant <value_int = 3> ()
    y = Loop (count, , x) <
      body = step (int64 i, bool more, state) => (again, next) {
        again = Constant <value = bool {0}> ()
        next = Relu (state)
      }
    >
  }`,
    { outputs: ["float32 8"], executions: { "y/body": "3" } },
  );
});

test("Loop: a carried axis that grows by one each time", () => {
  checkGraph(
    `g (float[1, past, 64] cache, float[1, 1, 64] x) => (y) {
    count = Constant <value_int = 10> ()
    y = Loop (count, , cache) <
      body = step (int64 i, bool more, state) => (again, next) {
        again = Identity (more)
        next = Concat <axis = 1> (state, x)
      }
    >
  }`,
    { outputs: ["float32 1×past + 10×64"], executions: { "y/body": "10" } },
  );
});

test("Loop: a carried axis that changes in no simple way is not known", () => {
  checkGraph(
    `g (float[1, 4] x) => (y) {
    count = Constant <value_int = 3> ()
    y = Loop (count, , x) <
      body = step (int64 i, bool more, state) => (again, next) {
        again = Identity (more)
        next = Concat <axis = 1> (state, state)
      }
    >
  }`,
    { outputs: ["float32 1×y_d1"], executions: { "y/body": "3" } },
  );
});

test("Loop: a carried rank that changes leaves the shape unknown", () => {
  checkGraph(
    `g (float[4] x) => (y) {
    count = Constant <value_int = 3> ()
    axis = Constant <value_ints = [0]> ()
    y = Loop (count, , x) <
      body = step (int64 i, bool more, state) => (again, next) {
        again = Identity (more)
        next = Unsqueeze (state, axis)
      }
    >
  }`,
    { outputs: ["float32 unknown shape"] },
  );
});

test("Loop: carried values that change are not taken for constants", () => {
  checkGraph(
    `g (float[12] x) => (y, n) {
    count = Constant <value_int = 2> ()
    one = Constant <value_ints = [1]> ()
    y, n = Loop (count, , x, one) <
      body = step (int64 i, bool more, state, int64[1] size) => (again, next, grown) {
        again = Identity (more)
        grown = Add (size, one)
        next = Expand (state, size)
      }
    >
  }`,
    { outputs: ["float32 12", "int64 1"] },
  );
});

test("Loop: the largest integer means without end", () => {
  checkGraph(
    `g (float[8] x) => (y, z) {
    count = Constant <value_int = 9223372036854775807> ()
    y, z = Loop (count, , x) <
      body = step (int64 i, bool more, state) => (again, next, element) {
        again = Identity (more)
        next = Relu (state)
        element = Identity (next)
      }
    >
  }`,
    { outputs: ["float32 8", "float32 z_d0×8"], executions: { "y/body": "?" } },
  );
});

/** As TensorFlow's while loops are exported: no trip count, and a condition over a counter that is carried along. */
const counting = (condition: string, step = "1", start = "0", trips = "") => `g (float[7, 8] x) => (n, y) {
    start = Constant <value = int32 {${start}}> ()
    size = Shape <start = 0, end = 1> (x)
    axis = Constant <value_ints = [0]> ()
    scalar = Squeeze (size, axis)
    length = Cast <to = 6> (scalar)
    yes = Constant <value = bool {1}> ()
    limit = Constant <value_int = 3> ()
    n, last, y = Loop (${trips}, yes, start, length) <
      body = step (int64 i, bool more, int32 time, int32 end) => (again, next, end_out, element) {
        one = Constant <value = int32 {${step}}> ()
        three = Constant <value = int32 {3}> ()
        next = Add (one, time)
        end_out = Identity (end)
        ${condition}
        element = Gather <axis = 0> (x, time)
      }
    >
  }`;

const casts = "a = Cast <to = 1> (next) b = Cast <to = 1> (end)";

test.each([
  [`${casts} again = Less (a, b)`, "7"],
  [`${casts} again = Greater (b, a)`, "7"],
  ["again = LessOrEqual (next, end)", "8"],
  ["again = Less (time, end)", "8"],
  ["low = Less (next, end) few = LessOrEqual (next, three) again = And (low, few)", "4"],
  ["left = Sub (end, next) none = Sub (three, three) again = Greater (left, none)", "7"],
  ["again = Less (end, next)", "1"],
  // Never false, not a comparison of counters, and not even steps.
  ["again = Less (time, next)", "?"],
  ["again = Identity (more)", "?"],
  ["twice = Mul (next, three) again = Less (twice, end)", "?"],
])("Loop: a condition that counts: %s runs %s times", (condition, count) => {
  const first = count === "?" ? "y_d0" : count;
  checkGraph(counting(condition), {
    outputs: ["int32 scalar", `float32 ${first}×8`],
    executions: { "n/body": count },
  });
});

test("Loop: a counting condition with wider steps, from another start, and under a trip count", () => {
  const wide = counting("again = Less (next, end)", "3", "1");
  checkGraph(wide, { outputs: ["int32 scalar", "float32 2×8"], executions: { "n/body": "2" } });
  const limited = counting("again = Less (next, end)", "1", "0", "limit");
  checkGraph(limited, { outputs: ["int32 scalar", "float32 3×8"], executions: { "n/body": "3" } });
});

test("Loop: sums of sums take no time, and are not followed to their end", () => {
  const sums = Array.from({ length: 200 }, (_, i) => `s${i + 1} = Add (s${i}, s${i})`).join(" ");
  const start = performance.now();
  const condition = `s0 = Identity (next) ${sums} again = Less (s200, end)`;
  checkGraph(counting(condition), {
    outputs: ["int32 scalar", "float32 y_d0×8"],
    executions: { "n/body": "?" },
  });
  expect(performance.now() - start).toBeLessThan(1000);
});
