import { test } from "vitest";
import { checkGraph } from "./contract/test-graph.ts";

test("Scan: one run for each step, elements without the scanned axis", () => {
  checkGraph(
    `g (float[2] sum, float[3, 2] x) => (y, z) {
    y, z = Scan <num_scan_inputs = 1,
      body = add (float[2] before, float[2] next) => (float[2] after, float[2] element) {
        after = Add (before, next)
        element = Identity (after)
      }
    > (sum, x)
  }`,
    { outputs: ["float32 2", "float32 3×2"], executions: { "y/body": "3" } },
  );
});

test("Scan: axes of inputs and outputs", () => {
  checkGraph(
    `g (float[8] state, float[4, steps, 8] x) => (y, z) {
    y, z = Scan <num_scan_inputs = 1, scan_input_axes = [1], scan_input_directions = [1], scan_output_axes = [-1],
      body = step (before, next) => (after, element) {
        after = Identity (before)
        element = Add (before, next)
      }
    > (state, x)
  }`,
    { outputs: ["float32 8", "float32 4×8×steps"], executions: { "y/body": "steps" } },
  );
});

test("Scan: opset 8 has a batch axis, and lengths in front", () => {
  checkGraph(
    `<ir_version: 3, opset_import: ["" : 8]>
  g (float[5, 2] sum, float[5, 3, 2] x) => (y, z) {
    y, z = Scan <num_scan_inputs = 1,
      body = add (float[2] before, float[2] next) => (float[2] after, float[2] element) {
        after = Add (before, next)
        element = Identity (after)
      }
    > ( , sum, x)
  }`,
    { outputs: ["float32 5×2", "float32 5×3×2"], executions: { "y/body": "15" } },
  );
});

test("Scan: an axis out of range is reported", () => {
  checkGraph(
    `g (float[8] state, float[4] x) => (y, z) {
    y, z = Scan <num_scan_inputs = 1, scan_input_axes = [7],
      body = step (before, next) => (after, element) {
        after = Identity (before)
        element = Identity (next)
      }
    > (state, x)
  }`,
    {
      outputs: ["float32 8", "float32 unknown shape"],
      executions: { "y/body": "?" },
      problems: ["scan input 0 has no axis to scan"],
    },
  );
});
