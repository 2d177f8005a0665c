import { test } from "vitest";
import { checkOperator } from "./contract/test-call.ts";
import { depthToSpace } from "./depth-to-space.ts";

test.each([
  ["pixel shuffle by 3", "float32 1x9x224x224", { blocksize: 3 }, "float32 1×1×672×672"],
  ["symbols", "float32 nx8xhxw", { blocksize: 2 }, "float32 n×2×2*h×2*w"],
  ["no block size", "float32 1x8x2x2", {}, "float32 1×y0_d1×0×0"],
  ["not an image", "float32 1x8", { blocksize: 2 }, "float32 unknown shape"],
])("DepthToSpace: %s", (_, x, attributes, output) => {
  checkOperator(depthToSpace, { inputs: [x], attributes, outputs: [output] });
});
