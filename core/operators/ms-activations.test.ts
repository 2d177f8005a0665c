import { msMember, testRows } from "./contract/test-rows.ts";
import { msActivations } from "./ms-activations.ts";

for (const type of [
  "Gelu",
  "FastGelu",
  "BiasGelu",
  "QuickGelu",
  "ScaledSiLU",
  "BiasAdd",
  "BiasSoftmax",
  "GatedAdd",
]) {
  testRows(msMember(msActivations, type), {
    "keeps shape and type": {
      inputs: ["float16 Bx3x4", "float16 4"],
      outputs: ["float16 B×3×4"],
      multiplyAdds: 0,
    },
    unknown: { inputs: ["float16 ?"], outputs: ["float16 unknown shape"] },
  });
}

testRows(msMember(msActivations, "BiasSplitGelu"), {
  "half of the features": { inputs: ["float16 2x3x10", "float16 10"], outputs: ["float16 2×3×5"] },
  symbolic: { inputs: ["float16 2x3xD", "float16 D"], outputs: ["float16 2×3×floor(D/2)"] },
  scalar: { inputs: ["float16 scalar"], outputs: ["float16 unknown shape"] },
});

testRows(msMember(msActivations, "SwiGLU"), {
  "halves apart": { inputs: ["float32 2x8", "float32 2x8"], outputs: ["float32 2×8"] },
  "halves side by side": { inputs: ["float32 2x8"], outputs: ["float32 2×4"] },
});
