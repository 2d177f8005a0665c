import { expect, test } from "vitest";
import { batchNormalization } from "./batch-normalization.ts";
import { roleOf } from "./contract/operator.ts";
import { testFamily } from "./contract/test-family.ts";

const type = "BatchNormalization";
const channels = ["float32 64", "float32 64", "float32 64", "float32 64"];

testFamily(batchNormalization, [
  [
    type,
    "inference",
    { inputs: ["float32 1x64xHxW", ...channels], outputs: ["float32 1×64×H×W"], multiplyAdds: 0 },
  ],
  [
    type,
    "training since opset 14, with wider statistics",
    {
      inputs: ["float16 1x8x4", "float16 8", "float16 8", "float32 8", "float32 8"],
      attributes: { training_mode: 1 },
      outputs: ["float16 1×8×4", "float32 8", "float32 8"],
    },
  ],
  [
    type,
    "training before: five outputs",
    {
      inputs: ["float32 1x64x4", ...channels],
      opset: 7,
      outputs: ["float32 1×64×4", "float32 64", "float32 64", "float32 64", "float32 64"],
    },
  ],
  [
    type,
    "statistics of the channels of x when theirs are not known",
    { inputs: ["float32 1xCx4"], outputs: ["float32 1×C×4", "float32 C", "float32 C"] },
  ],
]);

test("running mean and variance are stored, but not learned", () => {
  expect([1, 2, 3, 4].map((it) => roleOf(batchNormalization, it))).toEqual([
    "weight",
    "weight",
    "buffer",
    "buffer",
  ]);
});
