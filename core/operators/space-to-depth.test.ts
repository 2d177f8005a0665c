import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { spaceToDepth } from "./space-to-depth.ts";

test.each([
  ["pixel unshuffle by 2", "float32 1x3x640x640", { blocksize: 2 }, "float32 1×12×320×320"],
  ["symbols", "float32 nx3xhx8", { blocksize: 2 }, "float32 n×12×floor(h/2)×4"],
  ["no block size", "float32 1x8x2x2", {}, "float32 1×0×y0_d2×y0_d3"],
  ["not an image", "float32 1x8", { blocksize: 2 }, "float32 unknown shape"],
])("SpaceToDepth: %s", (_, x, attributes, output) => {
  checkOperator(spaceToDepth, { inputs: [x], attributes, outputs: [output] });
});
