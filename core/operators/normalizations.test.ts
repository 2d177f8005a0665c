import { normalizations } from "./normalizations.ts";
import { testFamily } from "./contract/test-family.ts";

testFamily(normalizations, [
  [
    "InstanceNormalization",
    "keeps the shape",
    { inputs: ["float32 1x8xHxW", "float32 8", "float32 8"], outputs: ["float32 1×8×H×W"] },
  ],
  // In opset 18 the scale held one value for each group; the output is the same.
  [
    "GroupNormalization",
    "keeps the shape",
    { inputs: ["float32 1x8x4", "float32 2", "float32 2"], opset: 18, outputs: ["float32 1×8×4"] },
  ],
  [
    "RMSNormalization",
    "the type of the scale",
    { inputs: ["float16 1xSx64", "float32 64"], outputs: ["float32 1×S×64"] },
  ],
  [
    "RMSNormalization",
    "a scale not known",
    { inputs: ["float16 1xSx64", undefined], outputs: ["float16 1×S×64"] },
  ],
  [
    "LRN",
    "keeps the shape",
    { inputs: ["float32 1x96x55x55"], attributes: { size: 5 }, outputs: ["float32 1×96×55×55"] },
  ],
]);
