import { layerNormalization } from "./layer-normalization.ts";
import { testFamily } from "./contract/test-family.ts";

const type = "LayerNormalization";

testFamily(layerNormalization, [
  [
    type,
    "one output",
    { inputs: ["float16 1xSx768", "float16 768", "float16 768"], outputs: ["float16 1×S×768"] },
  ],
  [
    type,
    "statistics in float32",
    {
      inputs: ["float16 1xSx768", "float16 768"],
      outputs: ["float16 1×S×768", "float32 1×S×1", "float32 1×S×1"],
    },
  ],
  [
    type,
    "several normalized axes, another type",
    {
      inputs: ["float16 2x3x4", "float16 3x4"],
      attributes: { axis: 1, stash_type: 16 },
      outputs: ["float16 2×3×4", "bfloat16 2×1×1"],
    },
  ],
  [
    type,
    "an axis out of range",
    { inputs: ["float32 2x3"], attributes: { axis: 9 }, outputs: ["float32 2×3", "float32 unknown shape"] },
  ],
]);
