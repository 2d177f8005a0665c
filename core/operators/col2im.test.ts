import { test } from "vitest";
import { col2im } from "./col2im.ts";
import { checkOperator } from "./contract/test-call.ts";

// The first example of torch.nn.Fold.
test("Col2Im: blocks back into an image", () => {
  const inputs = ["float32 1x12x12", { type: "int64 2", data: [4, 5] }, { type: "int64 2", data: [2, 2] }];
  checkOperator(col2im, { inputs, outputs: ["float32 1×3×4×5"] });
});

test("Col2Im: sizes that are not known", () => {
  checkOperator(col2im, {
    inputs: ["float32 ?", "int64 2", "int64 2"],
    outputs: ["float32 y0_d0×y0_d1×y0_d2×y0_d3"],
  });
  checkOperator(col2im, { inputs: ["float32 ?", "int64 ?", "int64 ?"], outputs: ["float32 unknown shape"] });
});
