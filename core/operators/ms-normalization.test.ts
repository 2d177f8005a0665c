import { member, msMember, testRows } from "./contract/test-rows.ts";
import { msNormalization } from "./ms-normalization.ts";

testRows(msMember(msNormalization, "LayerNormalization"), {
  "with statistics": {
    inputs: ["float16 2x3x8", "float16 8", "float16 8"],
    outputs: ["float16 2×3×8", "float32 2×3×1", "float32 2×3×1"],
    multiplyAdds: 0,
  },
});

for (const operator of [
  member(msNormalization, "SimplifiedLayerNormalization"),
  msMember(msNormalization, "SimplifiedLayerNormalization"),
]) {
  testRows(operator, {
    "from the second axis on": {
      inputs: ["float16 2x3x8", "float16 3x8"],
      attributes: { axis: 1 },
      outputs: ["float16 2×3×8", "float32 2×1×1"],
    },
    "axis out of range": {
      inputs: ["float16 2x8", "float16 8"],
      attributes: { axis: 9 },
      outputs: ["float16 2×8", "float32 unknown shape"],
    },
  });
}

for (const type of ["SkipLayerNormalization", "SkipSimplifiedLayerNormalization"]) {
  testRows(msMember(msNormalization, type), {
    "the sum is the fourth output": {
      inputs: ["float16 BxSx8", "float16 BxSx8", "float16 8"],
      outputs: ["float16 B×S×8", "float32 B×S×1", "float32 B×S×1", "float16 B×S×8"],
    },
  });
}

testRows(msMember(msNormalization, "SkipGroupNorm"), {
  "the sum is the second output": {
    inputs: ["float16 1x8x8x32", "float32 32", "float32 32", "float16 1x8x8x32"],
    outputs: ["float16 1×8×8×32", "float16 1×8×8×32"],
  },
});
